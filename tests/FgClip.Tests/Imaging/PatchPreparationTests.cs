using System.Security.Cryptography;
using System.Text.Json;
using FgClip.Imaging;

namespace FgClip.Tests.Imaging;

public class PatchPreparationTests
{
    private static readonly float[] s_half = [0.5f, 0.5f, 0.5f];

    [Theory]
    [InlineData("fgclip2-tiny", null)]
    [InlineData("fgclip2-variant", null)]
    [InlineData("fgclip2-base-shape", null)]
    [InlineData("fgclip2-scenes", 256)]
    public void Golden_pictures_decode_and_resize_to_the_byte(string set, int? cap)
    {
        foreach (var golden in GoldenCase.Read(set, "image"))
        {
            var picture = PictureReader.Read(TestData.Golden(set, golden.Text("image")));
            var most = golden.GetProperty("max_patches");
            var prepared = PatchPreparation.Prepare(
                picture.Pixels, most.ValueKind == JsonValueKind.Null ? null : most.GetInt32(), cap, 16, ResampleFilter.Bilinear, s_half, s_half);

            Assert.Equal(golden.GetProperty("budget").GetInt32(), prepared.Budget);
            Assert.Equal(golden.Ints("grid"), new[] { prepared.Grid.Rows, prepared.Grid.Columns });
            Assert.Equal(
                golden.Text("id") + golden.Text("resized_sha256"),
                golden.Text("id") + Convert.ToHexStringLower(SHA256.HashData(prepared.Resized.ToRgb24())));
            Assert.Equal(prepared.Grid.Count * 768, prepared.Patches.Length);
        }
    }

    [Fact]
    public void An_explicit_budget_is_not_capped()
    {
        var prepared = PatchPreparation.Prepare(PillowResamplerTests.Noise(800, 800, 1), 576, 256, 16, ResampleFilter.Bilinear, s_half, s_half);

        Assert.Equal(576, prepared.Budget);
        Assert.Equal(new PatchGrid(24, 24), prepared.Grid);
    }
}
