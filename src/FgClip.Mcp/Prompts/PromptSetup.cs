using FgClip.Mcp.Completion;
using FgClip.Mcp.Tools;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol.Server;

namespace FgClip.Mcp.Prompts;

/// <summary>Adds prompts, and the completion of what is typed for them and for resource templates, to a server.</summary>
internal static class PromptSetup
{
    /// <summary>Every prompt.</summary>
    public static IReadOnlyList<FgClipPrompt> All { get; } =
        [new CheckCaptionPrompt(), new CaptionCarefullyPrompt(), new FindPicturePrompt(), new AuditFolderPrompt()];

    /// <summary>Registers the prompts whose tools are offered.</summary>
    public static IMcpServerBuilder AddFgClipPrompts(this IMcpServerBuilder server, ToolSelection tools)
    {
        foreach (var prompt in All.Where(prompt => prompt.Tools.All(tools.Has))) server.Services.AddSingleton<McpServerPrompt>(prompt);
        server.Services.AddSingleton<Completions>();
        return server.WithCompleteHandler(static async (request, cancellation) =>
            await request.Services!.GetRequiredService<Completions>().CompleteAsync(request.Params, cancellation).ConfigureAwait(false));
    }
}
