namespace FgClip.Mcp.Prompts;

/// <summary><c>caption_carefully</c>: write a caption and verify each part of it.</summary>
internal sealed class CaptionCarefullyPrompt : FgClipPrompt
{
    public override string Name => "caption_carefully";

    public override IReadOnlyList<FgClipPromptArgument> Arguments { get; } =
    [
        new("image", "The picture's path.", Required: true),
        new("language", "The caption's language: English or Chinese.", Choices: ["English", "Chinese"]),
        new("length", "sentence or paragraph.", Choices: ["sentence", "paragraph"]),
    ];

    public override IReadOnlyList<string> Tools => ["rank_captions", "detect_mismatches"];

    protected override string Title => "Caption carefully";

    protected override string Description => "Writes a caption of which every part was verified against the picture.";

    protected override string Write(IReadOnlyDictionary<string, string> given) =>
        $"""
        Write a caption of one {given["length"]} in {given["language"]} for the picture {given["image"]}, in which every statement is verified.

        1. Draft three captions that differ in what you are not sure of: what things there are, their colours, sizes, number and places. If you cannot see the picture yourself, start from what the user said of it, or ask.
        2. Call rank_captions with the three, and keep the best.
        3. Call detect_mismatches with it. Where a claim is contradicted, take its alternative; where it is unsure, leave the statement out or write it more generally.
        4. Repeat step 3 with the new caption until nothing is contradicted, three times at most.
        5. Give the final caption, then in one line what you left out because it could not be verified. If an answer has a domain or warnings, repeat what they say about its trustworthiness.
        """;
}
