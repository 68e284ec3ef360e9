using FgClip.Onnx;
using Google.Protobuf;

namespace FgClip.Tests.Onnx;

public class ProtobufWriterTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(1L)]
    [InlineData(127L)]
    [InlineData(128L)]
    [InlineData(300L)]
    [InlineData(long.MaxValue)]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    public void Integers_are_read_back_by_the_reference_reader(long value)
    {
        var writer = new ProtobufWriter();
        writer.Integer(15, value);
        writer.Integer(16, value);

        var reader = new CodedInputStream(writer.Written.ToArray());
        Assert.Equal(WireFormat.MakeTag(15, WireFormat.WireType.Varint), reader.ReadTag());
        Assert.Equal(value, reader.ReadInt64());
        Assert.Equal(WireFormat.MakeTag(16, WireFormat.WireType.Varint), reader.ReadTag());
        Assert.Equal(value, reader.ReadInt64());
        Assert.True(reader.IsAtEnd);
    }

    [Fact]
    public void Texts_floats_bytes_and_messages_are_read_back_by_the_reference_reader()
    {
        var writer = new ProtobufWriter();
        writer.Text(1, "狗 and dog");
        writer.Float(2, -0.5f);
        writer.Message(3, inner => inner.Bytes(4, [1, 2, 3]));

        var reader = new CodedInputStream(writer.Written.ToArray());
        reader.ReadTag();
        Assert.Equal("狗 and dog", reader.ReadString());
        reader.ReadTag();
        Assert.Equal(-0.5f, reader.ReadFloat());
        Assert.Equal(WireFormat.MakeTag(3, WireFormat.WireType.LengthDelimited), reader.ReadTag());
        var inner = reader.ReadBytes().CreateCodedInput();
        Assert.Equal(WireFormat.MakeTag(4, WireFormat.WireType.LengthDelimited), inner.ReadTag());
        Assert.Equal<byte>([1, 2, 3], inner.ReadBytes().ToByteArray());
        Assert.True(reader.IsAtEnd);
    }
}
