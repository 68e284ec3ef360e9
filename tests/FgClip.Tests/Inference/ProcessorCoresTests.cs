using FgClip.Inference;

namespace FgClip.Tests.Inference;

public class ProcessorCoresTests
{
    [Fact]
    public void Threads_of_one_core_count_once()
    {
        using var folder = new TemporaryFolder();
        foreach (var (name, siblings) in new[] { ("cpu0", "0,2"), ("cpu1", "1,3"), ("cpu2", "0,2"), ("cpu3", "1,3") })
        {
            Directory.CreateDirectory(folder.File($"{name}/topology"));
            File.WriteAllText(folder.File($"{name}/topology/thread_siblings_list"), siblings + "\n");
        }

        Directory.CreateDirectory(folder.File("cpufreq"));
        Directory.CreateDirectory(folder.File("cpu4")); // switched off: it has no topology

        Assert.Equal(2, ProcessorCores.Count(folder.Path));
    }

    [Fact]
    public void Where_the_system_does_not_tell_there_is_no_number()
    {
        using var folder = new TemporaryFolder();

        Assert.Null(ProcessorCores.Count(folder.Path));
        Assert.Null(ProcessorCores.Count(folder.File("none")));
        Assert.InRange(ProcessorCores.Physical, 1, Environment.ProcessorCount);
    }
}
