using Insights.Web.Hosting.Verbs;
using Xunit;

namespace Insights.Web.Tests.Hosting;

public sealed class VerbArgumentsTests
{
    private static readonly string[] Options = ["--from", "--filter"];
    private static readonly string[] Switches = ["--json"];

    [Theory]
    [InlineData("--help")]
    [InlineData("serve", "-h")]
    public void Help_Asked_ListsTheCommandsAndStartsNothing(params string[] words)
    {
        var folder = Path.Combine(Path.GetTempPath(), "insights-help-" + Guid.NewGuid().ToString("N"));

        var outcome = InsightsProcess.Run(folder, words);

        Assert.Equal(ExitCode.Done, outcome.ExitCode);
        Assert.All(CommandLine.All, verb => Assert.Contains("\n  " + verb.Name + " ", outcome.Output, StringComparison.Ordinal));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public void Parse_KeepsPositionalsOptionsAndSwitchesApart()
    {
        var arguments = VerbArguments.Parse(["approval_rate", "--from", "2026-10-01", "--json", "--filter=gateway=A", "--filter", "method=card"], Options, Switches);

        Assert.Equal(["approval_rate"], arguments.Positional);
        Assert.Equal("2026-10-01", arguments.Value("--from"));
        Assert.True(arguments.Has("--json"));
        Assert.Equal(["gateway=A", "method=card"], arguments.Values("--filter"));
    }

    [Fact]
    public void Parse_UnknownOption_IsRefusedByName()
    {
        var wrong = Assert.Throws<UsageException>(() => VerbArguments.Parse(["--form", "2026-10-01"], Options, Switches));

        Assert.Contains("--form", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_OptionWithoutValue_IsRefused() => Assert.Throws<UsageException>(() => VerbArguments.Parse(["--from"], Options, Switches));

    [Fact]
    public void Parse_SwitchWithValue_IsRefused() => Assert.Throws<UsageException>(() => VerbArguments.Parse(["--json=yes"], Options, Switches));

    [Fact]
    public void Parse_AfterDoubleDash_EverythingIsPositional() =>
        Assert.Equal(["--from"], VerbArguments.Parse(["--", "--from"], Options, Switches).Positional);

    [Fact]
    public void Value_GivenTwice_IsRefused() =>
        Assert.Throws<UsageException>(() => VerbArguments.Parse(["--from", "1", "--from", "2"], Options, Switches).Value("--from"));

    [Fact]
    public void Required_Missing_IsRefused() => Assert.Throws<UsageException>(() => VerbArguments.Parse([], Options, Switches).Required("--from"));
}
