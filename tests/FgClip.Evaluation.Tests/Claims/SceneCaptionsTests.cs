using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Evaluation.Scenes;
using FgClip.Tests;

namespace FgClip.Evaluation.Tests.Claims;

/// <summary>The grammar on all captions of the drawn scenes, held against a reader of their fixed wording.</summary>
public class SceneCaptionsTests
{
    [Theory]
    [InlineData("val")]
    [InlineData("test")]
    public void Every_caption_gives_exactly_its_claims(string set)
    {
        var scenes = Scene.ReadAll(TestData.Path("scenes", set));
        // A wrong caption names things that no scene of its set holds.
        var wording = new SceneWording([.. Scene.ReadAll(TestData.Path("scenes", "val")), .. Scene.ReadAll(TestData.Path("scenes", "test"))]);
        foreach (var scene in scenes)
        {
            foreach (var language in (string[])["en", "zh"])
            {
                string[] captions =
                [
                    language == "zh" ? scene.LongZh : scene.LongEn,
                    .. scene.Mismatches.SelectMany(pair => new[] { pair.In(language).Right, pair.In(language).Wrong }),
                ];
                Assert.All(captions, caption => Assert.Equal(wording.Expected(caption, language).Order(), Found(caption).Order()));
            }
        }
    }

    [Fact]
    public void A_right_long_caption_says_what_the_labels_say()
    {
        var scenes = Scene.ReadAll(TestData.Path("scenes", "val"));
        foreach (var scene in scenes)
        {
            var claims = CaptionParser.Parse(scene.LongEn).Claims;
            Assert.Equal(scene.Background, Assert.Single(claims, claim => claim.Kind == ClaimKind.Background).Value);
            Assert.Equal(scene.Objects.Select(thing => thing.NameEn).Order(), claims.Where(claim => claim.Kind == ClaimKind.Thing).Select(claim => claim.Value).Order());
            Assert.Equal(
                scene.Objects.Where(thing => thing.Color is not null).Select(thing => $"{thing.Color} {thing.NameEn}").Order(),
                claims.Where(claim => claim.Kind == ClaimKind.Color).Select(claim => $"{claim.Value} {claim.Subject!.Name}").Order());
        }
    }

    private static IEnumerable<string> Found(string caption) => CaptionParser.Parse(caption).Claims.Select(claim => claim.Kind switch
    {
        ClaimKind.Thing => $"thing:{claim.Value}",
        ClaimKind.Relation => $"relation:{claim.Value}({Name(claim.Subject)},{Name(claim.Object)})",
        _ => $"{ClaimKindNames.Of(claim.Kind)}:{claim.Value}({Name(claim.Subject)})",
    });

    private static string? Name(ThingMention? mention) => mention?.Thing?.English ?? mention?.Name;
}
