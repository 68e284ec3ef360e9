using System.Globalization;

namespace FgClip.Checkpoints.Hub;

/// <summary>
/// Reads the environment variables of huggingface_hub (its constants.py): HF_ENDPOINT, HF_HOME, HF_HUB_CACHE, HF_TOKEN,
/// HF_TOKEN_PATH, HF_HUB_OFFLINE and the rarer ones, with the same defaults and the same order.
/// </summary>
internal sealed class HubVariables(Func<string, string?> variable)
{
    private static readonly string[] True = ["1", "ON", "YES", "TRUE"];

    private string UserFolder
    {
        get
        {
            var profile = OperatingSystem.IsWindows() ? Variable("USERPROFILE") : Variable("HOME");
            return profile ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        }
    }

    private string Home => Expand(Variable("HF_HOME"))
        ?? Path.Combine(Expand(Variable("XDG_CACHE_HOME")) ?? Path.Combine(UserFolder, ".cache"), "huggingface");

    public HubOptions Read() => new()
    {
        Endpoint = Endpoint(),
        CacheFolder = Path.GetFullPath(
            Expand(Variable("HF_HUB_CACHE") ?? Variable("HUGGINGFACE_HUB_CACHE")) ?? Path.Combine(Home, "hub")),
        Token = Token(),
        IsOffline = Flag("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"),
        MakesLinks = !Flag("HF_HUB_DISABLE_SYMLINKS"),
        AnswerTimeout = Seconds("HF_HUB_ETAG_TIMEOUT"),
        StallTimeout = Seconds("HF_HUB_DOWNLOAD_TIMEOUT"),
    };

    private Uri Endpoint()
    {
        if (Variable("HF_ENDPOINT") is not { } text) return HubOptions.DefaultEndpoint;
        return Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
            ? uri
            : throw Wrong("HF_ENDPOINT", "a web address such as https://huggingface.co", text);
    }

    private HubToken? Token()
    {
        if (Flag("HF_HUB_DISABLE_IMPLICIT_TOKEN")) return null;
        foreach (var name in new[] { "HF_TOKEN", "HUGGING_FACE_HUB_TOKEN" })
        {
            if (HubToken.From(Variable(name), name) is { } token) return token;
        }

        var file = Expand(Variable("HF_TOKEN_PATH")) ?? Path.Combine(Home, "token");
        try
        {
            return File.Exists(file) ? HubToken.From(File.ReadAllText(file), file) : null;
        }
        catch (Exception error) when (CheckpointFileReader.IsFileProblem(error))
        {
            throw new FgClipException(
                FgClipErrorKind.File,
                "the hub's access token cannot be read",
                file,
                got: CheckpointFileReader.TrimEnd(error.Message),
                remedy: "Mend the file's permissions, set HF_TOKEN, or set HF_HUB_DISABLE_IMPLICIT_TOKEN=1 to use none.",
                inner: error);
        }
    }

    private bool Flag(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (Variable(name) is { } value) return True.Contains(value.ToUpperInvariant());
        }

        return false;
    }

    private TimeSpan Seconds(string name)
    {
        if (Variable(name) is not { } text) return TimeSpan.FromSeconds(10);
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= 86400
            ? TimeSpan.FromSeconds(seconds)
            : throw Wrong(name, "whole seconds from 1 to 86400", text);
    }

    // An empty variable counts as none, as shells leave them behind.
    private string? Variable(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private string? Expand(string? path)
    {
        if (path is null) return null;
        if (path == "~") return UserFolder;
        if (path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith(@"~\", StringComparison.Ordinal))
        {
            path = Path.Combine(UserFolder, path[2..]);
        }

        return Environment.ExpandEnvironmentVariables(path);
    }

    private static FgClipException Wrong(string name, string expected, string got) => new(
        FgClipErrorKind.Argument,
        $"environment variable {name} is not usable",
        expected: expected,
        got: CheckpointError.Quote(got),
        remedy: $"Correct {name} or unset it.");
}
