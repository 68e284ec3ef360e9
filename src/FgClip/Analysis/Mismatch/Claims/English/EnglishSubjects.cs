using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Tells who a verb is about.</summary>
internal sealed class EnglishSubjects(EnglishReading reading)
{
    private EnglishText Text => reading.Text;

    /// <summary>A finite verb belongs to the clause's subject, however many things stand between; in a clause on "who" to that.</summary>
    /// <param name="verb">Its words, whose form follows the subject.</param>
    public ThingMention? OfFinite(TextSpan verb)
    {
        var subject = reading.Relative ?? reading.Subject ?? reading.Last;
        var isList = reading.Relative is null && reading.IsList;
        reading.Relative = null;
        if (subject is not null && !isList) reading.Claims.Agree(subject, verb, reading.IsPronoun ? AgreementKind.Pronoun : AgreementKind.Verb);
        return subject;
    }

    /// <summary>A form in -ing or a participle belongs to the thing right before it, unless that is a place of who does it.</summary>
    public ThingMention? Doer()
    {
        if (reading.Relative is { } relative)
        {
            reading.Relative = null;
            return relative;
        }

        if (reading.LastNext != reading.At) return reading.Subject ?? reading.Last;

        // Things hang, float and lie; only who lives walks, looks and holds.
        var needsLife = Text.Longest(reading.At, WordKind.Verb)?.Sense.Verb is { Sort: not ("posture" or "motion" or "course" or "cover" or "with") } && EnglishVerb.Is(Text, reading.At, VerbForms.Ing);
        if (!reading.LastIsPlace)
        {
            var last = reading.HasVerb ? reading.Last : reading.Subject ?? reading.Last;
            return needsLife && last is { Head.IsAnimate: false } && reading.Subject is { Head.IsAnimate: true } ? reading.Subject : last;
        }

        return reading.Last is { Head.IsPerson: false } && reading.Chain is { Head: { IsAnimate: true } } ? reading.Chain : reading.Last;
    }
}
