using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace SideBySide.Torch;

/// <summary>
/// Makes TorchSharp's native library loadable where the system's C++ library is older than the one it was linked with.
/// It asks for the version GLIBCXX_3.4.32, which Debian 12 lacks, for one symbol that only initialises standard streams and
/// that nothing here needs. In the copy beside this program that one demand is marked weak: the loader then warns instead of refusing.
/// </summary>
internal static class TorchLibrary
{
    private const string Version = "GLIBCXX_3.4.32";

    // Elf64_Verneed and Elf64_Vernaux of the ELF specification.
    private const int SectionTypeVerneed = 0x6ffffffe;
    private const ushort WeakFlag = 2;

    /// <summary>To be called before anything of TorchSharp is touched; does nothing where the library loads as it is.</summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux()) return;
        var path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        if (!File.Exists(path) || NativeLibrary.TryLoad(path, out _)) return;

        var library = File.ReadAllBytes(path);
        if (!MarkWeak(library)) return; // some other reason: TorchSharp says which

        // A new file under the old name, because the old one may be the package cache's by a hard link.
        var copy = $"{path}.{Environment.ProcessId}";
        File.WriteAllBytes(copy, library);
        File.Move(copy, path, overwrite: true);
    }

    private static bool MarkWeak(Span<byte> elf)
    {
        var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(elf[0x28..]);
        int sectionSize = Short(elf, 0x3A), sectionCount = Short(elf, 0x3C);
        for (var index = 0; index < sectionCount; index++)
        {
            var section = elf[(sections + (index * sectionSize))..];
            if (Int(section, 4) != SectionTypeVerneed) continue;

            var names = elf[(sections + (Int(section, 0x28) * sectionSize))..];
            var strings = elf[(int)BinaryPrimitives.ReadInt64LittleEndian(names[0x18..])..];
            return MarkWeak(elf[(int)BinaryPrimitives.ReadInt64LittleEndian(section[0x18..])..], strings, Int(section, 0x2C));
        }

        return false;
    }

    // One entry a needed library, each with a chain of needed versions.
    private static bool MarkWeak(Span<byte> needed, ReadOnlySpan<byte> strings, int libraries)
    {
        for (; libraries > 0; libraries--)
        {
            var version = needed[Int(needed, 8)..];
            for (var left = Short(needed, 2); left > 0; left--)
            {
                var name = strings[Int(version, 8)..];
                if (name[..name.IndexOf((byte)0)].SequenceEqual(System.Text.Encoding.ASCII.GetBytes(Version)))
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(version[4..], (ushort)(Short(version, 4) | WeakFlag));
                    return true;
                }

                version = version[Int(version, 12)..];
            }

            needed = needed[Int(needed, 12)..];
        }

        return false;
    }

    private static int Int(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt32LittleEndian(bytes[offset..]);

    private static ushort Short(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);
}
