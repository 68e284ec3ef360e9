namespace FgClip.Tests.Checkpoints;

/// <summary>A new folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fgclip-test-").FullName;

    /// <summary>The path of something in it.</summary>
    public string At(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file and gives its path.</summary>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    /// <summary>Writes a UTF-8 file and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(At(name), text);
        return At(name);
    }

    /// <summary>Makes a symbolic link; the test is skipped where the system does not let it.</summary>
    public static void Link(string path, string target)
    {
        try
        {
            File.CreateSymbolicLink(path, target);
        }
        catch (IOException) when (OperatingSystem.IsWindows())
        {
            Assert.Skip("This account may not make symbolic links.");
        }
    }

    /// <summary>Copies the files of a folder, without those below it.</summary>
    public string CopyOf(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Copy(file, At(System.IO.Path.GetFileName(file)));
            // Checkpoints in a package or a read-only clone stay so when they are copied.
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(At(System.IO.Path.GetFileName(file)), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return Path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
