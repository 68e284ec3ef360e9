using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Analysis.Mismatch.Claims.English;

/// <summary>Reads where things are: places in the picture, and prepositions with what stands behind them.</summary>
internal sealed class EnglishPlaces(EnglishReading reading, EnglishReferences references)
{
    // What is behind them is said of the thing right before them.
    private static readonly HashSet<string> Close = ["with", "of", "in", "on", "covered with", "filled with", "topped with", "made of", "like", "from", "to", "for", "attached to", "outside"];

    // They need what they are said of; the others may stand before it.
    private static readonly HashSet<string> Bound = ["of", "to", "for", "like", "with", "from", "made of", "larger than", "smaller than", "taller than", "shorter than", "use", "down"];

    // A place behind them is where the whole scene is.
    private static readonly HashSet<string> Wherein = ["in", "on", "at", "along", "across", "through", "down", "outside"];

    private EnglishText Text => reading.Text;

    /// <summary>Reads a place in the picture or a preposition at hand.</summary>
    /// <param name="subject">The thing that it is about; null for whatever stands before it.</param>
    public bool Read(ThingMention? subject = null) => ReadCorner(subject) || ReadPosition(subject) || ReadRelation(subject) || ReadBareScene();

    private bool ReadRelation(ThingMention? subject)
    {
        if (Text.Longest(reading.At, WordKind.Relation) is not { Sense.Value: var value } found) return false;

        var slot = new SlotWord(value, Text.Between(reading.At, found.Next));
        var about = subject ?? Attach(value);
        if (value is "made of" && ReadMaterial(about, found.Next)) return true;
        if (references.Pronoun(found.Next, about) is { } pronoun)
        {
            reading.CloseUnread();
            reading.At = found.Next + 1;
            Claim(slot, about, pronoun);
            return true;
        }

        if (EnglishPhraseReader.Read(Text, found.Next) is not { } phrase) return false;
        if (about is null && value is "of" && reading.OnBackground && phrase.Class == NounClass.Thing)
        {
            reading.TakeScenery(phrase);
            return true;
        }

        if (about is null && (Bound.Contains(value) || reading.OnBackground)) slot = slot with { Value = "" };
        if (phrase.Class is NounClass.Picture or NounClass.Background or NounClass.Scene or NounClass.Anything)
        {
            reading.Take(phrase, true);
            return true;
        }

        if (phrase.Class == NounClass.Abstract)
        {
            reading.CloseUnread();
            reading.At = phrase.Next;
            reading.Other(TextSpan.Between(value is "of" ? phrase.Mention.Span.Start : slot.Span.Start, phrase.Mention.Span.End));
            return true;
        }

        if (Wherein.Contains(value) && phrase.Mention.Thing is { IsPlace: true } place && phrase.Owner is null) TakeScene(phrase, place);
        else if (reading.Take(phrase, true) is { } other)
        {
            Claim(slot, about, other);
            (reading.LastIsContent, reading.LastIsCompany) = (value is "of", value is "with");
        }

        return true;
    }

    // "in the park" says where everything is.
    private void TakeScene(EnglishPhrase phrase, ThingEntry place)
    {
        reading.CloseUnread();
        reading.At = phrase.Next;
        var mention = reading.Claims.Earlier(phrase.Mention) ?? phrase.Mention;
        if (ReferenceEquals(mention, phrase.Mention))
        {
            reading.Claims.Enter(mention);
            reading.Claims.Add(ClaimKind.Background, mention.Noun, place.English, mention);
        }
        else
        {
            reading.Claims.AgreeAgain(mention, phrase.Mention);
        }

        reading.Claims.AddWords(phrase.Mention, mention);
        reading.Remember(mention, true);
    }

    private void Claim(SlotWord slot, ThingMention? subject, ThingMention other)
    {
        if (slot.Value.Length == 0) return;
        if (subject is null) reading.Front(slot, other);
        else reading.Claims.Add(ClaimKind.Relation, slot.Span, slot.Value, subject, other);
    }

    // "a cat on a chair next to a table" has the cat next to the table, "a cat on a chair with a cushion" the chair with the cushion.
    private ThingMention? Attach(string value)
    {
        if (reading.LastNext != reading.At) return reading.Doer ?? reading.Subject ?? reading.Chain;
        if (reading.LastIsContent && value is not "of") return reading.Chain ?? reading.Last;
        if (Close.Contains(value)) return reading.Last;

        return reading.LastIsObject ? reading.Doer ?? reading.Subject ?? reading.Last : reading.LastIsPlace ? reading.Chain ?? reading.Subject : reading.Last;
    }

    private bool ReadMaterial(ThingMention? about, int at)
    {
        if (about is null || EnglishAdjective.At(Text, at) is not { Kind: ClaimKind.Attribute } material || EnglishNoun.GoesOn(Text, material.Next)) return false;

        reading.CloseUnread();
        reading.At = material.Next;
        reading.Claims.Add(ClaimKind.Attribute, material.Span, material.Value, about);
        return true;
    }

    private bool ReadPosition(ThingMention? subject)
    {
        if (Text.Longest(reading.At, WordKind.Position) is not { } found || (Text[found.Next] is "of" && !IsPicture(found.Next + 1))) return false;
        if (Text.Longest(reading.At, WordKind.Relation) is { } relation && relation.Length >= found.Length && EnglishPhraseReader.Read(Text, relation.Next) is { Class: NounClass.Thing }) return false;

        reading.CloseUnread();
        reading.Place(subject ?? PositionSubject(), found.Sense.Value, Text.Between(reading.At, found.Next));
        reading.At = found.Next;
        SkipOfThePicture();
        return true;
    }

    // "in the top left corner" claims two places.
    private bool ReadCorner(ThingMention? subject)
    {
        var at = reading.At;
        if (Text[at] is not ("in" or "at" or "on" or "to") || Text[at + 1] is not "the") return false;
        if (Text[at + 2] is not ("top" or "upper" or "bottom" or "lower") || Text[at + 3] is not ("left" or "right")) return false;

        reading.CloseUnread();
        subject ??= PositionSubject();
        reading.Place(subject, Text[at + 2] is "top" or "upper" ? "top" : "bottom", Text.Span(at + 2));
        reading.Place(subject, Text[at + 3], Text.Span(at + 3));
        reading.At += 4;
        if (Text[reading.At] is "corner" or "part" or "side" or "area" or "quadrant" or "portion" or "section") reading.At++;
        SkipOfThePicture();
        return true;
    }

    // A place at the start of a clause is that of what follows.
    private ThingMention? PositionSubject() =>
        reading.LastNext == reading.At && (!reading.LastIsPlace || reading.LastIsCompany) ? reading.Last
        : Text[reading.At - 1] is "," or "and" or ":" && FollowedByComma() ? null
        : reading.HasVerb || reading.LastNext == reading.At ? (reading.LastNext == reading.At ? reading.Chain : reading.Subject) ?? reading.Last
        : reading.Subject;

    private bool FollowedByComma()
    {
        var next = Text.Longest(reading.At, WordKind.Position)?.Next ?? reading.At + 4;
        return Text[next] is "," or "is" or "are" or "there" || EnglishVocabulary.Determiners.Contains(Text[next]);
    }

    private void SkipOfThePicture()
    {
        if (Text[reading.At] is "of" or "in" && IsPicture(reading.At + 1)) reading.At = EnglishPhraseReader.Read(Text, reading.At + 1)!.Next;
    }

    private bool IsPicture(int at) => EnglishPhraseReader.Read(Text, at) is { Class: NounClass.Picture };

    // "outdoors", "underwater"
    private bool ReadBareScene()
    {
        if (Text.Longest(reading.At, WordKind.Scene) is not { } scene || EnglishNoun.GoesOn(Text, scene.Next)) return false;

        reading.CloseUnread();
        reading.Claims.Add(ClaimKind.Background, Text.Between(reading.At, scene.Next), scene.Sense.Value);
        reading.At = scene.Next;
        return true;
    }
}
