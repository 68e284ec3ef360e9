using FgClip.Analysis.Mismatch.Claims;

namespace FgClip.Analysis.Mismatch.Requests;

/// <summary>By what a claim of the caller's is decided.</summary>
internal enum RequestManner
{
    /// <summary>As a caption is: it has no alternatives.</summary>
    Caption,

    /// <summary>Its region's cosine against those of the alternatives.</summary>
    Region,

    /// <summary>Where things are and how many, read for the claim and for each alternative.</summary>
    Readings,

    /// <summary>The whole picture's cosine against those of the alternatives.</summary>
    Whole,
}

/// <summary>A claim of the caller's and how it will be decided.</summary>
/// <param name="Request">The claim.</param>
/// <param name="Kind">What it is about: as the caller says, or where it and its alternatives differ.</param>
/// <param name="Manner">By what it is decided.</param>
/// <param name="Parsed">Its text and the alternatives, where they are read as captions; else empty.</param>
internal sealed record RequestPlan(ClaimRequest Request, ClaimKind Kind, RequestManner Manner, IReadOnlyList<ParsedCaption> Parsed)
{
    /// <summary>The plan for a claim; <paramref name="name"/> is what errors call it.</summary>
    /// <exception cref="FgClipException">Its text makes too many claims.</exception>
    public static RequestPlan Of(ClaimRequest request, string name)
    {
        if (request.Alternatives is not { Count: > 0 } alternatives)
        {
            var parsed = ClaimInput.Parse(request.Text, name);
            return new RequestPlan(request, request.Kind ?? ClaimKind.Other, RequestManner.Caption, [parsed]);
        }

        ParsedCaption[] all = [CaptionParser.Parse(request.Text), .. alternatives.Select(CaptionParser.Parse)];
        var kind = request.Kind ?? KindOf(all[0], all[1..]);
        if (kind is ClaimKind.Thing or ClaimKind.Color or ClaimKind.Attribute) return new RequestPlan(request, kind, RequestManner.Region, []);

        var readable = kind is ClaimKind.Size or ClaimKind.Count or ClaimKind.Position or ClaimKind.Relation or ClaimKind.Binding
            && Array.TrueForAll(all, one => one.Claims.Count <= MismatchDetector.MaxClaims && Relevant(one, kind).Any());
        return readable ? new RequestPlan(request, kind, RequestManner.Readings, all) : new RequestPlan(request, kind, RequestManner.Whole, []);
    }

    /// <summary>The claims of a text that decide a kind; a binding is decided by which thing has which attribute.</summary>
    public static IEnumerable<CaptionClaim> Relevant(ParsedCaption caption, ClaimKind kind) => caption.Claims.Where(claim =>
        !claim.Negated && !claim.IsForCaption
        && (kind == ClaimKind.Binding ? claim.Kind is ClaimKind.Color or ClaimKind.Attribute or ClaimKind.Size : claim.Kind == kind));

    // "a red dog" and "a blue dog" differ in a colour, "a red dog and a blue cat" and the other way about in a binding.
    private static ClaimKind KindOf(ParsedCaption own, ParsedCaption[] others)
    {
        if (own.Claims is [{ Kind: var only }]) return only;

        var differing = new HashSet<ClaimKind>();
        foreach (var other in others)
        {
            var (mine, theirs) = (own.Claims.Select(Say).ToHashSet(), other.Claims.Select(Say).ToHashSet());
            CaptionClaim[] apart = [.. own.Claims.Where(claim => !theirs.Contains(Say(claim))), .. other.Claims.Where(claim => !mine.Contains(Say(claim)))];
            var swapped = apart.Length >= 4 && Array.TrueForAll(apart, claim => claim.Kind is ClaimKind.Color or ClaimKind.Attribute or ClaimKind.Size)
                && own.Claims.Select(claim => claim.Value).Order().SequenceEqual(other.Claims.Select(claim => claim.Value).Order());
            if (swapped) differing.Add(ClaimKind.Binding);
            else differing.UnionWith(KindsOf(apart));
        }

        return differing.Count == 1 ? differing.Single() : ClaimKind.Other;
    }

    // Another thing is the subject of all that is said of it.
    private static IEnumerable<ClaimKind> KindsOf(CaptionClaim[] apart) =>
        apart.Any(claim => claim.Kind == ClaimKind.Thing) && apart.GroupBy(claim => (claim.Kind, claim.Value)).All(same => same.Key.Kind == ClaimKind.Thing || same.Count() > 1)
            ? [ClaimKind.Thing]
            : apart.Select(claim => claim.Kind);

    private static string Say(CaptionClaim claim) =>
        $"{claim.Kind} {claim.Value} {claim.Subject?.Thing?.English ?? claim.Subject?.Name} {claim.Object?.Thing?.English ?? claim.Object?.Name}";
}
