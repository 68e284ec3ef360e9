using FgClip.Inference;
using Microsoft.Extensions.Logging;

namespace FgClip.Mcp.Hosting.Configuration;

/// <summary>The settings of <c>fgclip serve</c>.</summary>
internal static class ServeSettings
{
    public static Setting Url { get; } = new("url", SettingKind.Text, "Where to listen: http://ADDRESS:PORT. Addresses other than loopback need a token.")
    {
        Default = "http://127.0.0.1:8765",
        HelpName = "URL",
    };

    public static Setting PathBase { get; } = new("path-base", SettingKind.Text, "The path under which a proxy offers this server, such as /fgclip.")
    {
        HelpName = "PATH",
    };

    public static Setting AllowHost { get; } = new("allow-host", SettingKind.Texts, "A Host header that is answered; may be repeated. Default: the address of --url.")
    {
        HelpName = "NAME",
    };

    public static Setting AllowOrigin { get; } = new("allow-origin", SettingKind.Texts, "A web page's origin, such as https://example.org, that may call; may be repeated. Default: this server's own.")
    {
        HelpName = "ORIGIN",
    };

    public static Setting TokenFile { get; } = new("token-file", SettingKind.Text, "A file with the tokens that clients may show, one a line.")
    {
        HelpName = "FILE",
        IsPath = true,
    };

    public static Setting Token { get; } = new("token", SettingKind.Text, "A token that clients may show.") { IsSecret = true };

    public static Setting Root { get; } = new("root", SettingKind.Texts, "Read pictures below this folder; may be repeated. Default: no paths at all over HTTP.")
    {
        HelpName = "FOLDER",
        IsPath = true,
    };

    public static Setting AllowUrls { get; } = new("allow-urls", SettingKind.Flag, "Fetch pictures from public https addresses.") { Default = "false" };

    public static Setting MaxMegapixels { get; } = new("max-megapixels", SettingKind.Number, "Largest picture in millions of pixels; checked before it is decoded.")
    {
        Default = "64",
        Minimum = 1,
        Maximum = 500,
        HelpName = "N",
    };

    public static Setting MaxMegabytes { get; } = new("max-megabytes", SettingKind.Number, "Largest picture file in megabytes.")
    {
        Default = "50",
        Minimum = 1,
        Maximum = 2000,
        HelpName = "N",
    };

    public static Setting Model { get; } = new("model", SettingKind.Text, "Checkpoint folder, or a pulled model's name. Default: the embedded demonstration model for drawn scenes.")
    {
        HelpName = "FOLDER|NAME",
        IsPath = true,
        IsModel = true,
    };

    public static Setting Tools { get; } = new("tools", SettingKind.Texts, "Offer these tools only: names or sets (rank, locate, check, embed, status). Default: all.")
    {
        HelpName = "NAMES",
    };

    public static Setting ReadOnly { get; } = new("read-only", SettingKind.Flag, "Write no files: embeddings are not kept.") { Default = "false" };

    public static Setting Data { get; } = new("data", SettingKind.Text, "Folder of kept embeddings. Default: the user's data folder.")
    {
        HelpName = "FOLDER",
        IsPath = true,
    };

    public static Setting Device { get; } = new("device", SettingKind.Text, "Where to compute.")
    {
        Default = "cpu",
        Choices = [.. Enum.GetValues<DeviceKind>().Select(DeviceSelection.NameOf)],
    };

    public static Setting DeviceLibrary { get; } = new("device-library", SettingKind.Text, "A library with an execution provider of ONNX Runtime, for a device that this build does not have.")
    {
        HelpName = "FILE",
        IsPath = true,
    };

    public static Setting Precision { get; } = new("precision", SettingKind.Text, "What matrix products are computed in; auto: float16 on cuda and tensorrt, float32 elsewhere.")
    {
        Default = "auto",
        Choices = [.. Enum.GetValues<ModelPrecision>().Select(PrecisionNames.NameOf)],
    };

    public static Setting Threads { get; } = new("threads", SettingKind.Number, "CPU threads. Default: one a physical core.")
    {
        Minimum = 1,
        Maximum = 1024,
        HelpName = "N",
    };

    public static Setting TextCache { get; } = new("text-cache", SettingKind.Number, "Megabytes of text features to remember; 0 for none.")
    {
        Default = "32",
        Maximum = 1_000_000,
        HelpName = "MB",
    };

    public static Setting PictureCache { get; } = new("picture-cache", SettingKind.Number, "Megabytes of picture features to remember; 0 for none.")
    {
        Default = "256",
        Maximum = 1_000_000,
        HelpName = "MB",
    };

    public static Setting MaxWaiting { get; } = new("max-waiting", SettingKind.Number, "Computations that may wait for the device; more are refused with the time to try again.")
    {
        Default = "256",
        Minimum = 1,
        Maximum = 1_000_000,
        HelpName = "N",
    };

    public static Setting PackWeights { get; } = new("pack-weights", SettingKind.Flag, "Copy the weights into the engine's own order: short texts run faster, memory and loading grow.")
    {
        Default = "false",
    };

    public static Setting LogLevel { get; } = new("log-level", SettingKind.Text, "What to log on standard error.")
    {
        Default = "Warning",
        Choices = Enum.GetNames<LogLevel>(),
    };

    public static Setting MaxRequestBytes { get; } = new("max-request-bytes", SettingKind.Number, "Largest request; pictures sent as base64 count four thirds.")
    {
        Default = "33554432",
        Minimum = 1024,
        HelpName = "N",
    };

    public static Setting RateLimit { get; } = new("rate-limit", SettingKind.Number, "Requests a minute of one token, or of one address where no token is asked for.")
    {
        Default = "6000",
        Minimum = 1,
        Maximum = 10_000_000,
        HelpName = "N",
    };

    public static Setting MaxCalls { get; } = new("max-calls", SettingKind.Number, "Tool calls that run or wait at once; more are told to come back.")
    {
        Default = "64",
        Minimum = 1,
        Maximum = 100_000,
        HelpName = "N",
    };

    public static Setting MaxConnections { get; } = new("max-connections", SettingKind.Number, "Connections at once.")
    {
        Default = "1000",
        Minimum = 1,
        Maximum = 100_000,
        HelpName = "N",
    };

    public static Setting ShutdownSeconds { get; } = new("shutdown-seconds", SettingKind.Number, "How long running calls may go on when the server is told to stop.")
    {
        Default = "10",
        Maximum = 3600,
        HelpName = "N",
    };

    /// <summary>All of them, in the order of the help.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        Url, PathBase, AllowHost, AllowOrigin, TokenFile, Token, Root, AllowUrls, MaxMegapixels, MaxMegabytes, Tools, ReadOnly, Data, Model,
        Device, DeviceLibrary, Precision, Threads,
        TextCache, PictureCache, MaxWaiting, PackWeights, LogLevel,
        MaxRequestBytes, RateLimit, MaxCalls, MaxConnections, ShutdownSeconds,
    ];
}
