namespace FgClip.Tests.Imaging;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fgclip-imaging-");

    public string Path => _folder.FullName;

    public string File(string name, byte[]? content = null)
    {
        var path = System.IO.Path.Combine(_folder.FullName, name);
        if (content is not null) System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
