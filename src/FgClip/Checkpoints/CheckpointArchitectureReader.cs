namespace FgClip.Checkpoints;

/// <summary>Tells from config.json which model family a checkpoint belongs to.</summary>
internal static class CheckpointArchitectureReader
{
    /// <summary>
    /// <c>model_type</c> decides, as it does in Transformers; the class name under <c>architectures</c> tells the first
    /// FG-CLIP from a plain CLIP, whose type it shares, and stands in where the type is absent.
    /// </summary>
    /// <exception cref="FgClipException">The file names another model, or none; the error says which.</exception>
    public static CheckpointArchitecture Read(JsonFields config)
    {
        var type = config.Text("model_type");
        var classes = config.Texts("architectures");
        if (type == "fgclip2") return CheckpointArchitecture.FgClip2;
        if (type is null or "clip" or "fgclip")
        {
            if (type == "fgclip" || classes.Contains("FGCLIPModel")) return CheckpointArchitecture.FgClip1;
            if (type is null && (classes.Contains("FG_CLIP2_Model") || classes.Contains("Fgclip2Model")))
            {
                return CheckpointArchitecture.FgClip2;
            }
        }

        var got = type is null ? "no model_type" : $"model_type {CheckpointError.Quote(type)}";
        if (classes.Count > 0) got += $" ({CheckpointError.List([.. classes.Select(CheckpointError.Quote)], 3)})";
        throw CheckpointError.Create(
            "this is not an FG-CLIP checkpoint",
            config.File,
            expected: "model_type 'fgclip2', or 'clip' with the architecture 'FGCLIPModel'",
            got: got,
            remedy: "Use a published FG-CLIP checkpoint such as qihoo360/fg-clip2-base.");
    }

    /// <summary>Checks that a file names one family.</summary>
    /// <exception cref="FgClipException">It names the other one, another model, or none.</exception>
    public static void Expect(CheckpointArchitecture architecture, JsonFields config)
    {
        if (Read(config) is var got && got == architecture) return;

        throw CheckpointError.Create(
            "this config is that of another FG-CLIP", config.File, expected: NameOf(architecture), got: NameOf(got));
    }

    /// <summary>The name of a family in golden sets and messages.</summary>
    public static string NameOf(CheckpointArchitecture architecture) =>
        architecture == CheckpointArchitecture.FgClip1 ? "fgclip1 (FG-CLIP, first version)" : "fgclip2 (FG-CLIP 2)";
}
