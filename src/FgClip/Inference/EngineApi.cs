using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace FgClip.Inference;

/// <summary>
/// Functions of the engine's C interface that its .NET library does not offer, by their places in the table OrtApi, which
/// only ever grows at its end.
/// </summary>
internal static unsafe partial class EngineApi
{
    /// <summary>The version of the table that has all places below.</summary>
    private const uint Version = 24;

    // Places, named as in onnxruntime_c_api.h.
    internal const int GetErrorMessage = 2;
    internal const int CreateTensorWithDataAsOrtValue = 49;
    internal const int ReleaseStatus = 93;
    internal const int ReleaseValue = 96;
    internal const int AddExternalInitializers = 210;
    internal const int SessionGetEpGraphAssignmentInfo = 407;
    internal const int EpAssignedSubgraphGetEpName = 408;
    internal const int EpAssignedSubgraphGetNodes = 409;

    private static readonly nint* Table = Load();

    /// <summary>
    /// Gives a session the data of all weights before it looks at its graph, so that every part of the engine sees them: its
    /// optimisers, and providers that compile the graph. Nothing is copied; the memory must outlive the session.
    /// </summary>
    /// <exception cref="FgClipException">The engine refused.</exception>
    public static void AddWeights(SessionOptions options, IReadOnlyList<EngineWeight> weights)
    {
        var (names, values) = (new nint[weights.Count], new nint[weights.Count]);
        try
        {
            for (var index = 0; index < weights.Count; index++)
            {
                names[index] = Marshal.StringToCoTaskMemUTF8(weights[index].Name);
                values[index] = NewValue(weights[index]);
            }

            fixed (nint* firstName = names, firstValue = values)
            {
                Check(((delegate* unmanaged<nint, nint*, nint*, nuint, nint>)Table[AddExternalInitializers])(
                    options.DangerousGetHandle(), firstName, firstValue, (nuint)weights.Count));
            }
        }
        finally
        {
            foreach (var name in names) Marshal.FreeCoTaskMem(name);
            foreach (var value in values) ((delegate* unmanaged<nint, void>)Table[ReleaseValue])(value);
            GC.KeepAlive(options);
        }
    }

    /// <summary>How many nodes of a session's graph each execution provider runs; the session must have been told to record it.</summary>
    /// <returns>By the provider's name; null where the engine's .NET library hides the session's handle.</returns>
    /// <exception cref="FgClipException">The engine refused.</exception>
    public static IReadOnlyDictionary<string, int>? NodesByProvider(InferenceSession session)
    {
        try
        {
            return NodesByProvider(HandleOf(session));
        }
        catch (MissingMethodException)
        {
            return null;
        }
        finally
        {
            GC.KeepAlive(session);
        }
    }

    private static SortedDictionary<string, int> NodesByProvider(nint session)
    {
        nint* subgraphs;
        nuint count;
        Check(((delegate* unmanaged<nint, nint**, nuint*, nint>)Table[SessionGetEpGraphAssignmentInfo])(session, &subgraphs, &count));
        var nodes = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (nuint index = 0; index < count; index++)
        {
            byte* name;
            nint* inside;
            nuint size;
            Check(((delegate* unmanaged<nint, byte**, nint>)Table[EpAssignedSubgraphGetEpName])(subgraphs[index], &name));
            Check(((delegate* unmanaged<nint, nint**, nuint*, nint>)Table[EpAssignedSubgraphGetNodes])(subgraphs[index], &inside, &size));
            var provider = Text(name);
            nodes[provider] = nodes.GetValueOrDefault(provider) + (int)size;
        }

        return nodes;
    }

    private static nint NewValue(EngineWeight weight)
    {
        var memory = OrtMemoryInfo.DefaultInstance;
        nint value;
        fixed (long* shape = weight.Shape)
        {
            Check(((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)Table[CreateTensorWithDataAsOrtValue])(
                memory.DangerousGetHandle(), (void*)weight.Address, (nuint)weight.ByteCount, shape, (nuint)weight.Shape.Length, (int)weight.Type, &value));
        }

        GC.KeepAlive(memory);
        return value;
    }

    private static void Check(nint status)
    {
        if (status == 0) return;

        var message = Text(((delegate* unmanaged<nint, byte*>)Table[GetErrorMessage])(status));
        ((delegate* unmanaged<nint, void>)Table[ReleaseStatus])(status);
        throw new FgClipException(FgClipErrorKind.Device, $"the engine refused: {message.Trim()}");
    }

    private static string Text(byte* text) => System.Text.Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));

    private static nint* Load()
    {
        var table = ((delegate* unmanaged<uint, nint*>)*OrtGetApiBase())(Version);
        return table is not null
            ? table
            : throw new FgClipException(
                FgClipErrorKind.Device, "the inference engine is too old", expected: $"ONNX Runtime 1.{Version} or later");
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Handle")]
    private static extern nint HandleOf(InferenceSession session);

    [LibraryImport("onnxruntime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial nint* OrtGetApiBase();
}
