using System.Xml.Linq;
using FgClip.Tests;

namespace FgClip.Mcp.Tests;

public class ProjectTests
{
    // Which project may refer to which; Torch and ASP.NET stay out of the library.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["FgClip"] = [],
        ["FgClip.Evaluation"] = ["FgClip"],
        ["FgClip.Mcp"] = ["FgClip", "FgClip.Evaluation"],
    };

    [Fact]
    public void References_between_projects_go_one_way()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(TestData.Root, "src"), "*.csproj", SearchOption.AllDirectories))
        {
            var references = XDocument.Load(file).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!));

            Assert.Subset(Allowed[Path.GetFileNameWithoutExtension(file)].ToHashSet(), references.ToHashSet());
        }
    }

    [Fact]
    public void The_library_uses_no_host_and_no_torch()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(TestData.Root, "src", "FgClip"), "*.cs", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(File.ReadLines(file), line =>
                line.StartsWith("using Microsoft.AspNetCore", StringComparison.Ordinal)
                || line.StartsWith("using Microsoft.Extensions.DependencyInjection", StringComparison.Ordinal)
                || line.StartsWith("using TorchSharp", StringComparison.Ordinal)
                || line.StartsWith("using ModelContextProtocol", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_sample_in_the_readme_is_the_sample_that_is_compiled()
    {
        var readme = File.ReadAllText(Path.Combine(TestData.Root, "README.md"));
        var start = readme.IndexOf("```csharp\n", StringComparison.Ordinal) + "```csharp\n".Length;
        var sample = readme[start..readme.IndexOf("```", start, StringComparison.Ordinal)];

        Assert.Equal(File.ReadAllText(Path.Combine(TestData.Root, "samples", "LibrarySample", "Program.cs")), sample);
    }
}
