namespace Insights.Web.Hosting.Verbs;

/// <summary>One command of the binary, for scripts and schedulers.</summary>
internal interface IVerb
{
    string Name { get; }

    /// <summary>One line after the name: what it takes.</summary>
    string Usage { get; }

    string Summary { get; }

    /// <summary>Options that take a value, and switches, beside the common ones of <see cref="CommandLine"/>.</summary>
    IReadOnlyCollection<string> Options { get; }

    IReadOnlyCollection<string> Switches { get; }

    /// <returns>0 done, 1 done in part or not at all (said why), 2 wrong call.</returns>
    Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel);
}

internal static class ExitCode
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int WrongCall = 2;
}
