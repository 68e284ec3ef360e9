using System.Security.Claims;

namespace FgClip.Mcp.Resources;

/// <summary>
/// Owners as transports authenticate them: by the user's name identifier, where a transport has put one, such as a hash of
/// the bearer token. Requests without a user come from stdio or the command line: there the operating system decides who
/// may talk to the program, and everything belongs to that person.
/// </summary>
internal sealed class AuthenticatedOwners : IResourceOwners
{
    /// <summary>The person at the machine.</summary>
    public const string Local = "local";

    /// <summary>Whoever comes over a network interface that asks nobody who they are; not the person at the machine.</summary>
    public const string Anonymous = "anonymous";

    /// <inheritdoc/>
    public string OwnerOf(ClaimsPrincipal? user) =>
        user is null ? Local
        : user.FindFirst(ClaimTypes.NameIdentifier) is { } name ? $"user {name.Value}"
        : Anonymous;
}
