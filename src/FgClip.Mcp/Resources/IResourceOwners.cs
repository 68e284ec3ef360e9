using System.Security.Claims;

namespace FgClip.Mcp.Resources;

/// <summary>Tells whose resources a request makes and may see. A host that knows several users registers its own.</summary>
internal interface IResourceOwners
{
    /// <summary>
    /// The owner's key: a text that is equal for all requests of one owner, also after a restart, and from which no secret
    /// can be read, such as a hash of a bearer token.
    /// </summary>
    /// <param name="user">Who sent the message, as the transport authenticated it; null where it does not.</param>
    string OwnerOf(ClaimsPrincipal? user);
}
