namespace FgClip.Tests.Checkpoints.Hub.Server;

/// <summary>A request as a fake hub saw it; IsCdn: by its second host, which keeps large files.</summary>
internal sealed record FakeRequest(bool IsCdn, string Method, string Path, string? Range, string? Authorization, string? UserAgent);
