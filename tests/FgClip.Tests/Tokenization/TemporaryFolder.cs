namespace FgClip.Tests.Tokenization;

/// <summary>A folder that is deleted with its files when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("fgclip-tokenizer-");

    public string Path => _folder.FullName;

    /// <summary>Writes a text file into the folder.</summary>
    public TemporaryFolder With(string name, string text)
    {
        File.WriteAllText(System.IO.Path.Combine(Path, name), text);
        return this;
    }

    /// <summary>Copies a file into the folder under its own name.</summary>
    public TemporaryFolder WithCopy(params string[] parts)
    {
        var source = System.IO.Path.Combine(parts);
        File.Copy(source, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(source)));
        return this;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
