using FgClip.Checkpoints;

namespace FgClip.Tests.Checkpoints;

public sealed class CheckpointTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_tensor_is_asked_for_with_its_shape()
    {
        _folder.Write("model.safetensors", SafetensorsBytes.Of(("a", [2, 3]), ("s", [])));
        using var tensors = CheckpointTensors.Open(_folder.Path);

        Assert.Equal("a", tensors.Get("a", 2, 3).Name);
        Assert.Equal("s", tensors.Get("s").Name);
        Assert.True(tensors.Contains("a"));
        Assert.False(tensors.Contains("b"));
        Assert.Equal(["a", "s"], tensors.Names.Order());
        var shape = Assert.Throws<FgClipException>(() => tensors.Get("a", 3, 2));
        Assert.Equal($"{_folder.At("model.safetensors")}: tensor 'a' has another shape; expected [3, 2], got [2, 3].", shape.Message);
        var missing = Assert.Throws<FgClipException>(() => tensors.Get("b", 7));
        Assert.Equal($"{_folder.At("model.safetensors")}: tensor 'b' is missing; expected [7].", missing.Message);
    }

    [Fact]
    public void Shards_are_read_as_one()
    {
        Index("""{"metadata":{"total_size":1},"weight_map":{"a":"1.safetensors","b":"2.safetensors"}}""");
        _folder.Write("1.safetensors", SafetensorsBytes.Of(("a", [2])));
        _folder.Write("2.safetensors", SafetensorsBytes.Of(("b", [3])));

        using var tensors = CheckpointTensors.Open(_folder.Path);

        Assert.Equal(_folder.At("2.safetensors"), tensors.Get("b", 3).File);
        Assert.Equal(_folder.At("1.safetensors"), tensors.Get("a", 2).File);
        Assert.Empty(tensors.Warnings);
    }

    [Fact]
    public void The_single_file_goes_before_an_index()
    {
        Index("""{"weight_map":{"b":"gone.safetensors"}}""");
        _folder.Write("model.safetensors", SafetensorsBytes.Of(("a", [2])));

        using var tensors = CheckpointTensors.Open(_folder.Path);

        Assert.Equal("a", Assert.Single(tensors.Names));
    }

    [Fact]
    public void A_tensor_that_the_index_does_not_name_is_left_out_with_a_warning()
    {
        Index("""{"weight_map":{"a":"1.safetensors"}}""");
        _folder.Write("1.safetensors", SafetensorsBytes.Of(("a", [2]), ("extra", [1])));

        using var tensors = CheckpointTensors.Open(_folder.Path);

        Assert.Equal("a", Assert.Single(tensors.Names));
        Assert.Contains("'extra'", Assert.Single(tensors.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"1.safetensors","b":"3.safetensors"}}""", "3.safetensors: shard is missing")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","c":"2.safetensors"}}""", "tensor 'c' is not in the shard that the index names; expected 2.safetensors")]
    [InlineData("""{"weight_map":{"a":"2.safetensors","b":"1.safetensors"}}""", "expected 2.safetensors, got 1.safetensors")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","a":"2.safetensors"}}""", "not valid JSON")]
    [InlineData("""{"weight_map":{"a":"1.safetensors","d":"twice.safetensors"}}""", "tensor 'a' is in two shards")]
    [InlineData("""{"weight_map":{"a":"../1.safetensors"}}""", "outside the checkpoint's folder; expected a plain file name, got '../1.safetensors'")]
    [InlineData("""{"weight_map":{"a":"..\\1.safetensors"}}""", "outside the checkpoint's folder")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd"}}""", "outside the checkpoint's folder")]
    [InlineData("""{"weight_map":{"a":"C:1.safetensors"}}""", "outside the checkpoint's folder")]
    [InlineData("""{"weight_map":{"a":".."}}""", "outside the checkpoint's folder")]
    [InlineData("""{"weight_map":{"a":""}}""", "outside the checkpoint's folder")]
    [InlineData("""{"weight_map":{"a":"x\u0000"}}""", "outside the checkpoint's folder")]
    [InlineData("""{"weight_map":{"a":1}}""", "no file for tensor 'a'")]
    [InlineData("""{"weight_map":{}}""", "'weight_map' is empty")]
    [InlineData("""{"weight_map":[]}""", "'weight_map' is missing or no object")]
    [InlineData("""{}""", "'weight_map' is missing or no object")]
    [InlineData("""[]""", "not a JSON object")]
    [InlineData("""{"weight_map":""", "not valid JSON")]
    public void An_index_that_does_not_fit_its_shards_is_refused(string index, string says)
    {
        Index(index);
        _folder.Write("1.safetensors", SafetensorsBytes.Of(("a", [2])));
        _folder.Write("2.safetensors", SafetensorsBytes.Of(("b", [3])));
        _folder.Write("twice.safetensors", SafetensorsBytes.Of(("a", [2]), ("d", [1])));

        Assert.Contains(says, Error(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_safetensors_says_what_it_has()
    {
        Assert.Contains("no safetensors weights", Error(), StringComparison.Ordinal);
        _folder.Write("pytorch_model.bin", "x");

        var message = Error();

        Assert.Contains("got pytorch_model.bin", message, StringComparison.Ordinal);
        Assert.Contains("Convert the weights to safetensors", message, StringComparison.Ordinal);
    }

    private void Index(string json) => _folder.Write("model.safetensors.index.json", json);

    private string Error()
    {
        var error = Assert.Throws<FgClipException>(() => CheckpointTensors.Open(_folder.Path));
        Assert.Equal(FgClipErrorKind.Checkpoint, error.Kind);
        return error.Message;
    }
}
