namespace FgClip.Mcp.Prompts;

/// <summary><c>check_caption</c>: is this caption true of this picture?</summary>
internal sealed class CheckCaptionPrompt : FgClipPrompt
{
    public override string Name => "check_caption";

    public override IReadOnlyList<FgClipPromptArgument> Arguments { get; } =
    [
        new("image", "The picture's path.", Required: true),
        new("caption", "The caption to check, English or Chinese.", Required: true),
    ];

    public override IReadOnlyList<string> Tools => ["detect_mismatches"];

    protected override string Title => "Check a caption";

    protected override string Description => "Finds what a caption gets wrong about a picture, shows where, and puts it right.";

    protected override string Write(IReadOnlyDictionary<string, string> given) =>
        $"""
        Check this caption against the picture {given["image"]}:

        {given["caption"]}

        1. Call detect_mismatches with this picture and caption.
        2. If a claim is unsure, or the caption says what simple grammar does not carry (who does what to whom, moods, text in the picture), write that claim yourself with two or three alternatives that could be true instead, and call detect_mismatches again with "claims".
        3. Report each claim with its verdict and its place, then the corrected caption. Say which claims stay unsure and do not settle them by guessing. If an answer has a domain or warnings, repeat what they say about its trustworthiness.
        """;
}
