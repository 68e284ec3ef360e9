namespace FgClip.Tests;

public class ErrorTests
{
    [Fact]
    public void A_part_that_is_a_sentence_gets_no_second_full_stop()
    {
        Assert.Equal("a: it broke.", new FgClipException(FgClipErrorKind.File, "it broke.", "a").Message);
        Assert.Equal("it broke; expected b, got c. Do d.", new FgClipException(FgClipErrorKind.File, "it broke", null, "b", "c.", "Do d.").Message);
    }

    [Fact]
    public void A_message_says_where_what_expected_got_and_remedy()
    {
        var error = new FgClipException(
            FgClipErrorKind.Checkpoint, "side is odd", "config.json", "an even side", "3", "Use another checkpoint.");

        Assert.Equal("config.json: side is odd; expected an even side, got 3. Use another checkpoint.", error.Message);
    }

    [Fact]
    public void A_message_without_an_expectation_still_says_what_it_got()
    {
        var error = new FgClipException(FgClipErrorKind.Argument, "caption is empty", got: "''");

        Assert.Equal("caption is empty; got ''.", error.Message);
    }
}
