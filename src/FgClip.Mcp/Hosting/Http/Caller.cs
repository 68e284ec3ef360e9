using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>Who sends a request, for limits.</summary>
internal static class Caller
{
    /// <summary>
    /// The owner of the token, else the address. Of an IPv6 address the network counts: one customer has 2⁶⁴ addresses.
    /// </summary>
    public static string Of(HttpContext context)
    {
        if (context.User.FindFirstValue(ClaimTypes.NameIdentifier) is { } owner) return $"token {owner}";
        if (context.Connection.RemoteIpAddress is not { } address) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();

        var bytes = address.GetAddressBytes();
        return bytes.Length == 4 ? $"address {address}" : $"network {Convert.ToHexString(bytes.AsSpan(0, 8))}";
    }
}
