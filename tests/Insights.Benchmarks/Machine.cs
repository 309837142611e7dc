using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Insights.Benchmarks;

/// <summary>What a result was measured on: without it a number says nothing.</summary>
internal static class Machine
{
    public static string Description()
    {
        var model = Line("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString();
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1L << 30);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{TimeProvider.System.GetUtcNow():yyyy-MM-dd} · {model}, {Environment.ProcessorCount} cores, {memory} GB, {RuntimeInformation.OSDescription}, .NET {Environment.Version}{Load()}");
    }

    /// <summary>
    /// The same start for each side of a comparison: the disk has what was written before, and the memory that files will take is at hand. Else one side pays for what another, or the making of the file,
    /// left to be written; and on a virtual machine the first to touch memory waits for its host to give it, a tenth of an import, which whoever comes after a deleted file does not.
    /// </summary>
    public static void Settle()
    {
        if (!OperatingSystem.IsLinux())
            return;

        // Not by a file: what was written of it would still be on its way to the disk while the side runs, and each of its own writes would wait behind that.
        const int Block = 1 << 30;
        var memory = new List<nint>();
        for (var left = Math.Min(6L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4); left >= Block; left -= Block)
        {
            memory.Add(Marshal.AllocHGlobal(Block));
            for (var at = 0; at < Block; at += Environment.SystemPageSize)
                Marshal.WriteByte(memory[^1], at, 1);
        }

        memory.ForEach(Marshal.FreeHGlobal);
        using var sync = Process.Start("sync");
        sync.WaitForExit();
    }

    /// <summary>Other work on the machine makes every time longer; the ratios suffer less.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? ", load " + File.ReadAllText("/proc/loadavg").Split(' ')[0] : "";

    private static string? Line(string file, string key) => File.Exists(file)
        ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
