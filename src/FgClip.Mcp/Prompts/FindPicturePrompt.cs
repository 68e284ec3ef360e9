namespace FgClip.Mcp.Prompts;

/// <summary><c>find_picture</c>: which of these pictures is it?</summary>
internal sealed class FindPicturePrompt : FgClipPrompt
{
    public override string Name => "find_picture";

    public override IReadOnlyList<FgClipPromptArgument> Arguments { get; } =
    [
        new("description", "What the picture shows, English or Chinese.", Required: true),
        new("where", "A folder, or paths of pictures.", Required: true),
    ];

    public override IReadOnlyList<string> Tools => ["rank_images", "embed_image"];

    protected override string Title => "Find a picture";

    protected override string Description => "Finds the picture that fits a description, and shows why it is that one.";

    protected override string Write(IReadOnlyDictionary<string, string> given) =>
        $"""
        Find the picture that shows this: {given["description"]}
        Look in: {given["where"]}

        1. If this is a folder, list its JPEG, PNG, WebP, GIF and BMP files; if you cannot list files, ask the user for their paths.
        2. Call rank_images with the description as text, at most 64 pictures a call and the same max_patches (256) in all calls. To search the same pictures again, call embed_image first and pass the handles it gives instead of paths.
        3. Compare the best of all calls in one more call of rank_images. Use locate_concept, where it is offered, on the best two for what the description asks for in particular.
        4. Name the best picture with its probability, and the next best if they are close. If the best probability is low, say that none of them fits well.
        """;
}
