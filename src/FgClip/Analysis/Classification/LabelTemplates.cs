namespace FgClip.Analysis.Classification;

/// <summary>Sentences that a label is put in, such as <c>a photo of a {}</c>. Immutable, safe to share between threads.</summary>
public sealed class LabelTemplates
{
    /// <summary>Where the label goes.</summary>
    public const string Slot = "{}";

    /// <summary>Templates of one call at most.</summary>
    public const int MaxTemplates = 32;

    /// <summary>The templates as given.</summary>
    /// <param name="templates">1 to <see cref="MaxTemplates"/> sentences, each with <see cref="Slot"/> once.</param>
    /// <exception cref="FgClipException">There are none or too many, or one lacks the slot or has several.</exception>
    public LabelTemplates(IReadOnlyList<string> templates)
    {
        TextLists.Check(templates, "templates", MaxTemplates);
        for (var index = 0; index < templates.Count; index++)
        {
            if (templates[index].Split(Slot).Length == 2) continue;

            throw new FgClipException(
                FgClipErrorKind.Argument,
                $"templates[{index}] does not say where the label goes",
                expected: $"a sentence with {Slot} once, such as \"a photo of a {Slot}\"",
                got: templates[index]);
        }

        Sentences = [.. templates];
    }

    /// <summary>The label as it is.</summary>
    public static LabelTemplates Plain { get; } = new([Slot]);

    /// <summary>The sentences, each with <see cref="Slot"/> once.</summary>
    public IReadOnlyList<string> Sentences { get; }

    /// <summary>The texts of a label, one a template.</summary>
    internal IEnumerable<string> Of(string label) => Sentences.Select(sentence => sentence.Replace(Slot, label, StringComparison.Ordinal));
}
