using System.Text.Json;

namespace FgClip.Mcp.Hosting.Configuration;

/// <summary>A JSON file with one object, whose members are named as the settings are.</summary>
internal sealed class SettingsFile
{
    private static readonly JsonDocumentOptions Format = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
        AllowDuplicateProperties = false,
    };

    private readonly Dictionary<string, IReadOnlyList<string>> _values = [];

    private SettingsFile(string path) => Path = path;

    /// <summary>Its absolute path.</summary>
    public string Path { get; }

    /// <summary>The value as text; null where the file says nothing.</summary>
    public IReadOnlyList<string>? Find(Setting setting) => _values.GetValueOrDefault(setting.Name);

    /// <summary>Reads a file.</summary>
    /// <exception cref="FgClipException">It cannot be read, is no JSON object, or has a member that is no setting or of another kind.</exception>
    public static SettingsFile Read(string path, IReadOnlyList<Setting> settings)
    {
        var file = new SettingsFile(System.IO.Path.GetFullPath(path));
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path), Format);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FgClipException(FgClipErrorKind.File, "the settings file is no object", path, "{\"name\": value, …}", document.RootElement.ValueKind.ToString());
            }

            foreach (var member in document.RootElement.EnumerateObject()) file.Add(member, settings);
        }
        catch (JsonException error)
        {
            throw new FgClipException(FgClipErrorKind.File, "the settings file is not JSON", path, got: error.Message.TrimEnd('.'), inner: error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FgClipException(FgClipErrorKind.File, "the settings file cannot be read", path, got: error.Message.TrimEnd('.'), inner: error);
        }

        return file;
    }

    private void Add(JsonProperty member, IReadOnlyList<Setting> settings)
    {
        var setting = settings.FirstOrDefault(setting => setting.Name == member.Name) ?? throw Unknown(member.Name, settings);
        if (setting.IsSecret)
        {
            throw new FgClipException(
                FgClipErrorKind.Argument, $"'{setting.Name}' does not belong into a settings file", Path, remedy: $"Set the environment variable {setting.Variable}, or name a file of its own with token-file.");
        }

        IReadOnlyList<string>? values = (setting.Kind, member.Value.ValueKind) switch
        {
            (_, JsonValueKind.Null) => [],
            (SettingKind.Text or SettingKind.Texts, JsonValueKind.String) => [member.Value.GetString()!],
            (SettingKind.Number, JsonValueKind.Number) => [member.Value.GetRawText()],
            (SettingKind.Flag, JsonValueKind.True or JsonValueKind.False) => [member.Value.GetRawText()],
            (SettingKind.Texts, JsonValueKind.Array) when member.Value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                => [.. member.Value.EnumerateArray().Select(item => item.GetString()!)],
            _ => null,
        };
        if (values is null)
        {
            throw new FgClipException(FgClipErrorKind.Argument, $"setting '{setting.Name}' is wrong", Path, setting.InWords(), member.Value.GetRawText());
        }

        if (member.Value.ValueKind == JsonValueKind.Null) return; // as if it were not there
        _values[setting.Name] = setting.IsPath ? [.. values.Select(value => Absolute(setting, value))] : values;
    }

    private string Absolute(Setting setting, string path)
    {
        if (path.Length == 0 || path[0] == '~') return path;

        var absolute = System.IO.Path.GetFullPath(path, System.IO.Path.GetDirectoryName(Path)!);
        return setting.IsModel && !System.IO.Path.Exists(absolute) && NamedModel.IsName(path) ? path : absolute;
    }

    private FgClipException Unknown(string name, IReadOnlyList<Setting> settings)
    {
        var names = settings.Where(setting => !setting.IsSecret).Select(setting => setting.Name).ToArray();
        var nearest = NearestName.Of(name, names);
        return new FgClipException(
            FgClipErrorKind.Argument,
            $"there is no setting '{name}'",
            Path,
            nearest is null ? string.Join(", ", names) : null,
            remedy: nearest is null ? null : $"Did you mean '{nearest}'?");
    }
}
