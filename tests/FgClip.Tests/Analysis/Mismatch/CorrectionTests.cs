using System.Text.Json;
using CsCheck;
using FgClip.Analysis.Mismatch;
using FgClip.Analysis.Mismatch.Claims;
using FgClip.Analysis.Mismatch.Counterfactuals;
using FgClip.Analysis.Mismatch.Lexicon;

namespace FgClip.Tests.Analysis.Mismatch;

/// <summary>A caption put right says what it was put right to, and for the rest what it said before.</summary>
public class CorrectionTests
{
    private static readonly string[] Captions = [.. ReadCaptions()];

    private static readonly string[] Pronouns = ["them", "it", "它", "他", "她"];

    private static readonly CaptionLexicon Lexicon = CaptionLexicon.Shared;

    // Words with one meaning: an iron is an iron or a material, and a brown bear another animal than a bear that is brown.
    private static readonly ThingEntry[] Things = [.. Lexicon.Things.Where(thing => thing is { HeadsGroup: false, IsPlace: false } && IsPlain(thing))];

    [Fact]
    public void A_corrected_slot_reads_back_and_nothing_else_changes()
    {
        // Which caption, which claim of it, which of the other values.
        var kinds = new HashSet<ClaimKind>();
        Gen.Select(Gen.Int[0, Captions.Length - 1], Gen.Int[0, 1000], Gen.Int[0, 100000]).Sample((caption, claim, value) =>
        {
            var parsed = CaptionParser.Parse(Captions[caption]);
            var changed = parsed.Claims[claim % parsed.Claims.Count];
            string[] values = [.. Values(changed, parsed.Language)];
            if (changed.Kind == ClaimKind.Thing || values.Length == 0 || IsTold(parsed, changed)) return;

            kinds.Add(changed.Kind);
            var (expected, found) = Compare(parsed, changed, values[value % values.Length]);
            Assert.Equal(expected, found);
        }, iter: 6000, threads: 1);
        Assert.Superset(
            new HashSet<ClaimKind> { ClaimKind.Color, ClaimKind.Size, ClaimKind.Count, ClaimKind.Position, ClaimKind.Relation, ClaimKind.Background, ClaimKind.Attribute }, kinds);
    }

    /// <summary>Names can join with their neighbours, 红 and 酒瓶 to red wine and a bottle; that stays rare.</summary>
    [Fact]
    public void A_corrected_thing_reads_back_and_nothing_else_changes()
    {
        var (all, right, random) = (0, 0, new Random(1));
        foreach (var parsed in Captions.Select(CaptionParser.Parse))
        {
            foreach (var changed in parsed.Claims.Where(claim => claim.Kind == ClaimKind.Thing))
            {
                foreach (var wanted in Values(changed, parsed.Language).OrderBy(_ => random.Next()).Take(5))
                {
                    if (parsed.Mentions.Any(mention => mention.Thing?.English == wanted)) continue; // two of one name are one

                    var (expected, found) = Compare(parsed, changed, wanted);
                    (all, right) = (all + 1, right + (expected.SequenceEqual(found) ? 1 : 0));
                }
            }
        }

        Assert.True(all > 1500);
        Assert.InRange((double)right / all, 0.995, 1);
    }

    private static (string[] Expected, string[] Found) Compare(ParsedCaption parsed, CaptionClaim changed, string wanted)
    {
        var corrected = CaptionEditor.Apply(parsed, [(changed, wanted)]);
        // "two dogs" put right to "a dog" states no number any more.
        var unsaid = changed.Kind == ClaimKind.Count && wanted == "1" && !corrected.Contains("one ", StringComparison.OrdinalIgnoreCase);
        return (
            [
                .. parsed.Claims
                    .Where(claim => !(unsaid && ReferenceEquals(claim, changed)))
                    .Select(claim => Say(claim, ReferenceEquals(claim, changed) ? wanted : claim.Value, changed, wanted)),
            ],
            [.. CaptionParser.Parse(corrected).Claims.Select(claim => Say(claim, claim.Value))]);
    }

    // The values that evidence may put into a slot.
    private static IEnumerable<string> Values(CaptionClaim claim, CaptionLanguage language) => claim switch
    {
        { Negated: true } => [],
        { Kind: ClaimKind.Thing, Subject.Thing: { } thing } => Things.Where(other => other != thing && IsLike(other, thing)).Select(other => other.English),
        { Kind: ClaimKind.Color, Subject: not null } => Alternatives.Words(WordKind.Color, claim.Value).Where(color => color != "orange"),
        { Kind: ClaimKind.Background } when !claim.IsForCaption => Alternatives.Words(WordKind.Color, claim.Value),
        { Kind: ClaimKind.Size, Subject: not null } => Alternatives.Words(WordKind.Size, claim.Value),
        { Kind: ClaimKind.Count, Subject: not null } when !claim.IsForCaption => Enumerable.Range(1, 10).Select(number => $"{number}").Where(number => number != claim.Value),
        { Kind: ClaimKind.Position } when !claim.IsForCaption => SlotText.Opposite(claim.Value) is { } opposite ? [opposite] : ["left", "right", "top", "bottom"],
        { Kind: ClaimKind.Relation } when !claim.IsForCaption => [SlotText.Opposite(claim.Value)!],
        { Kind: ClaimKind.Attribute, Subject: not null } => Alternatives.Attributes(claim, language).Where(word => Lexicon.Senses(language).Of(word).Count == 1),
        _ => [],
    };

    private static bool IsPlain(ThingEntry thing) =>
        thing.English is not ("can" or "glass") && Lexicon.Senses(CaptionLanguage.English).Of(thing.English).Count == 1 && Lexicon.Senses(CaptionLanguage.English).Of(thing.Plural).Count == 1
        && Lexicon.Senses(CaptionLanguage.Chinese).Of(thing.Chinese).Count == 1
        && !Lexicon.Things.Any(other => other != thing && (EndsWith(other.English, thing.English) || other.EnglishSynonyms.Any(name => EndsWith(name, thing.English))
            || EndsWith(other.Chinese, thing.Chinese) || other.ChineseSynonyms.Any(name => EndsWith(name, thing.Chinese)))
            || thing.ChineseSynonyms.Concat([thing.Chinese]).Any(name => name[0] is '大' or '小'));

    private static bool EndsWith(string name, string tail) => name.Length > tail.Length && name.EndsWith(tail, StringComparison.Ordinal);

    // A number that "one of them" or "they" goes on about is not changed alone.
    private static bool IsTold(ParsedCaption caption, CaptionClaim claim) =>
        claim.Kind == ClaimKind.Count && (caption.Mentions.Any(mention => mention.Elliptic) || caption.Agreements.Any(word => word.Kind == AgreementKind.Pronoun) || Pronouns.Any(word => caption.Caption.Contains(word, StringComparison.Ordinal)));

    // A skier wears a jacket and a board game does not: what is read of the rest may turn on who is spoken of.
    private static bool IsLike(ThingEntry other, ThingEntry thing) => other.Group == thing.Group && (!thing.IsPerson || thing.Group == "role");

    private static string Say(CaptionClaim claim, string value, CaptionClaim? changed = null, string? wanted = null)
    {
        return claim.Kind == ClaimKind.Other ? $"other {claim.Negated}" : $"{claim.Kind} {value} ({Name(claim.Subject)}, {Name(claim.Object)})";

        string? Name(ThingMention? mention) =>
            mention is null ? null
            : changed is { Kind: ClaimKind.Thing, Subject: { } subject } && subject.Noun == mention.Noun ? wanted
            : mention.Thing?.English ?? mention.Name;
    }

    private static IEnumerable<string> ReadCaptions() =>
        Directory.GetFiles(TestData.Path("claims"), "*.jsonl").Order(StringComparer.Ordinal)
            .SelectMany(File.ReadLines)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("caption").GetString()!);
}
