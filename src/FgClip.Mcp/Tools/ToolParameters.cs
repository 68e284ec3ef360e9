using FgClip.Analysis;
using FgClip.Analysis.Classification;
using FgClip.Analysis.Mismatch;
using FgClip.Imaging;

namespace FgClip.Mcp.Tools;

/// <summary>The arguments that several tools share, described once.</summary>
internal static class ToolParameters
{
    /// <summary>Pictures of one call at most.</summary>
    public const int MaxImages = 64;

    private const string ImageForms =
        "path (absolute, ~ or relative to the server's folder), file:// URI, data: URI, base64, or a URI this server returned";

    public static ToolParameter Image { get; } = new("image", ParameterType.Text, $"The picture: {ImageForms}. A picture pasted into a chat is not visible here: save it to a file.")
    {
        Required = true,
        IsPicture = true,
    };

    public static ToolParameter Images { get; } = new("images", ParameterType.Texts, $"The pictures, each as {ImageForms}.")
    {
        Required = true,
        IsPicture = true,
        Minimum = 1,
        Maximum = MaxImages,
    };

    public static ToolParameter Captions { get; } = new("captions", ParameterType.Texts, "Captions to compare, English or Chinese.")
    {
        Required = true,
        Minimum = 1,
        Maximum = CaptionRanker.MaxCaptions,
    };

    public static ToolParameter Concepts { get; } = new("concepts", ParameterType.Texts, "Short phrases to find, English or Chinese, such as \"a red dog\".")
    {
        Required = true,
        Minimum = 1,
        Maximum = PhraseLocator.MaxPhrases,
    };

    public static ToolParameter Caption { get; } = new("caption", ParameterType.Text, "The caption to check, English or Chinese, one or more sentences. Give this, captions or claims.");

    public static ToolParameter CheckedCaptions { get; } = new("captions", ParameterType.Texts, "Several captions of the picture, each checked by itself, at the price of one picture.")
    {
        Minimum = 1,
        Maximum = MismatchDetector.MaxCaptions,
    };

    public static ToolParameter Claims { get; } = new("claims", ParameterType.Claims, "Instead of a caption: claims of your own, each with the alternatives it is compared with.")
    {
        Minimum = 1,
        Maximum = MismatchDetector.MaxClaims,
    };

    public static ToolParameter Texts { get; } = new("texts", ParameterType.Texts, "Texts to embed, English or Chinese.")
    {
        Required = true,
        Minimum = 1,
        Maximum = CaptionRanker.MaxCaptions,
    };

    public static ToolParameter Text { get; } = new("text", ParameterType.Text, "What the picture should show, English or Chinese.") { Required = true };

    public static ToolParameter ComparedImages { get; } = new("images", ParameterType.Texts, "Pictures, each as in rank_images, or embedding:// handles of embed_image.")
    {
        Minimum = 1,
        Maximum = MaxImages,
    };

    public static ToolParameter ComparedTexts { get; } = new("texts", ParameterType.Texts, "Texts, English or Chinese, or embedding:// handles of embed_text.")
    {
        Minimum = 1,
        Maximum = CaptionRanker.MaxCaptions,
    };

    public static ToolParameter Mode { get; } = new("mode", ParameterType.Text, "matrix (default): each with each. pairs: images[i] with texts[i]; with one list, every two of it, most alike first.")
    {
        Choices = ["matrix", "pairs"],
    };

    public static ToolParameter Labels { get; } = new("labels", ParameterType.Texts, "What it could be, English or Chinese.")
    {
        Required = true,
        Minimum = 1,
        Maximum = LabelClassifier.MaxLabels,
    };

    public static ToolParameter Templates { get; } = new("templates", ParameterType.Texts, "Sentences with {} for the label; several are averaged. Default: the label as it is.")
    {
        Minimum = 1,
        Maximum = LabelTemplates.MaxTemplates,
    };

    public static ToolParameter Boxes { get; } = new("boxes", ParameterType.Boxes, "Label each of these parts instead of the whole: [[x1, y1, x2, y2], …] in pixels.")
    {
        Minimum = 1,
        Maximum = LabelClassifier.MaxBoxes,
    };

    public static ToolParameter ComparedTextKind { get; } = new("text_kind", ParameterType.Text, "Text head; auto (default) takes short where all texts fit it, else long; box is for phrases about parts.")
    {
        Choices = ["auto", "short", "long", "box"],
    };

    public static ToolParameter TextKind { get; } = new("text_kind", ParameterType.Text, "Text head; auto (default) takes short for a sentence and long for a paragraph.")
    {
        Choices = ["auto", "short", "long"],
    };

    public static ToolParameter EmbedTextKind { get; } = new("text_kind", ParameterType.Text, "short (default) or long to compare with whole pictures, box to compare with regions.")
    {
        Choices = ["short", "long", "box"],
    };

    public static ToolParameter TopK { get; } = new("top_k", ParameterType.Integer, "Return only the best so many.") { Minimum = 1, Maximum = 256 };

    public static ToolParameter MaxPatches { get; } = new("max_patches", ParameterType.Integer, "Patch budget: more sees smaller things and takes longer. Default: by picture size, 128 to 1024.")
    {
        Minimum = 1,
        Maximum = PatchBudget.Largest,
    };

    public static ToolParameter AllowSlow { get; } = new("allow_slow", ParameterType.Flag, "Also compute a picture that is expected to take longer than 45 s, when your client waits that long. Default: false, such a call is refused with the max_patches that fits.");

    public static ToolParameter Orientation { get; } = new("orientation", ParameterType.Text, "apply turns the picture as its EXIF data say; ignore (default) does not.")
    {
        Choices = ["ignore", "apply"],
    };

    public static ToolParameter Region { get; } = new("region", ParameterType.Region, "Look at this part only: [x1, y1, x2, y2] in pixels. Answers stay in the whole picture's pixels.");

    public static ToolParameter ImageOutput { get; } = new("image_output", ParameterType.Text, "How the drawn picture comes back: inline (default), link (a resource), path (a temporary file) or none.")
    {
        Choices = ["inline", "link", "path", "none"],
    };

    public static ToolParameter IncludeValues { get; } = new("include_values", ParameterType.Flag, "Return the numbers themselves, each vector of length 1. Default: false.");
}
