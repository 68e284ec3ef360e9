namespace FgClip.Imaging.Sources;

/// <summary>A name leads to an address that is not public. Callers of the library see an <see cref="FgClipException"/>.</summary>
internal sealed class NotPublicException() : Exception("the name leads to an address that is not public");
