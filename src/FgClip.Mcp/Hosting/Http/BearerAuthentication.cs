using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace FgClip.Mcp.Hosting.Http;

/// <summary>
/// Checks the token of every request. The caller's name identifier is derived from the token: the protocol's library binds
/// each session to it, and resources belong to it.
/// </summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, BearerTokens tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0) return Task.FromResult(AuthenticateResult.NoResult());

        var text = header.Count == 1 ? header[0]! : "";
        var owner = text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? tokens.OwnerOf(text["Bearer ".Length..].Trim()) : null;
        if (owner is null) return Task.FromResult(AuthenticateResult.Fail("not one of this server's tokens"));

        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, owner, ClaimValueTypes.String, "fgclip")], Scheme.Name);
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme.Name)));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var wrong = Request.Headers.Authorization.Count > 0;
        Response.Headers[HeaderNames.WWWAuthenticate] = wrong
            ? "Bearer realm=\"fgclip\", error=\"invalid_token\", error_description=\"not one of this server's tokens\""
            : "Bearer realm=\"fgclip\"";
        return Refusal.WriteAsync(
            Context,
            StatusCodes.Status401Unauthorized,
            wrong ? "The token is not one of this server's." : "This server asks for a token: send the header 'Authorization: Bearer TOKEN'.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Refusal.WriteAsync(Context, StatusCodes.Status403Forbidden, "This session belongs to another token.");
}
