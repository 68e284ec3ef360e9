using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Evaluation.Scenes.Calibrating;

namespace FgClip.Evaluation.Tests.Scenes.Calibrating;

public class LabelledClaimsTests
{
    [Theory]
    [InlineData("a red cat above a dog", "a red cat below a dog", "color:True thing:True relation:False thing:True")]
    [InlineData("a cat above a dog", "a fox above a dog", "thing:False thing:True")]
    // What is said of a thing of another colour may be true of another thing.
    [InlineData("a red cat above a blue dog", "a blue cat above a red dog", "color:False thing:True color:False thing:True")]
    [InlineData("a small red cat", "a small blue cat", "color:False thing:True")]
    [InlineData("a small red cat", "a large red cat", "size:False color:True thing:True")]
    public void Claims_of_a_wrong_caption_are_right_wrong_or_left_out(string right, string wrong, string expected) =>
        Assert.Equal(
            expected,
            string.Join(' ', LabelledClaims.OfWrong(CaptionParser.Parse(right), CaptionParser.Parse(wrong)).Select(entry => $"{ClaimKindNames.Of(entry.Claim.Kind)}:{entry.Right}")));
}
