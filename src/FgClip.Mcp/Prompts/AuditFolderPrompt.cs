namespace FgClip.Mcp.Prompts;

/// <summary><c>audit_folder</c>: do the captions of a folder fit its pictures?</summary>
internal sealed class AuditFolderPrompt : FgClipPrompt
{
    public override string Name => "audit_folder";

    public override IReadOnlyList<FgClipPromptArgument> Arguments { get; } =
    [
        new("folder", "The folder of pictures, with captions in files beside them or in a list.", Required: true),
        new("captions", "Where the captions are, such as captions.csv or \"a .txt beside each picture\"; without it pictures are only compared with each other."),
    ];

    public override IReadOnlyList<string> Tools => ["embed_image", "similarity", "detect_mismatches"];

    protected override string Title => "Audit a folder";

    protected override string Description => "Goes through a folder of pictures: wrong captions, near duplicates and files that cannot be read, as a table.";

    protected override string Write(IReadOnlyDictionary<string, string> given) =>
        $"""
        Audit the pictures in {given["folder"]}. Captions: {given.GetValueOrDefault("captions", "none")}

        1. List the JPEG, PNG, WebP, GIF and BMP files; if you cannot list files, ask the user for their paths.
        2. Call embed_image with at most 32 of them a call and max_patches 256. Note the files that have an error.
        3. Call similarity with the handles of all pictures (at most 64 a call) and mode pairs. Two pictures with a cosine above 0.97 are near duplicates; look at the next few too and say so where you are not sure.
        4. Where there are captions: call similarity with up to 64 pictures and their captions as texts in the same order and mode pairs. Then call detect_mismatches for the pairs with the lowest probability, and for a sample of the others.
        5. Give one table: file, what is wrong (contradicted claims with what is right, duplicate of which file, unreadable), then the number of pictures that were looked at in each step. If an answer has a domain or warnings, repeat what they say about its trustworthiness.
        """;
}
