using System.Security.Claims;

namespace FgClip.Mcp.Resources;

/// <summary>
/// The owner of the message that is being handled, wherever its handling leads. Thread-safe: each message has its own.
/// </summary>
internal sealed class OwnerScope(IResourceOwners owners)
{
    private readonly AsyncLocal<string?> _current = new();

    /// <summary>The key of the owner.</summary>
    /// <exception cref="InvalidOperationException">No message is being handled: a fault, and no reason to show anything.</exception>
    public string Current => _current.Value
        ?? throw new InvalidOperationException("Resources were asked for outside the handling of a message, where they have no owner.");

    /// <summary>Makes a user the owner for the rest of the calling method and what it calls.</summary>
    public void Enter(ClaimsPrincipal? user) => _current.Value = owners.OwnerOf(user);
}
