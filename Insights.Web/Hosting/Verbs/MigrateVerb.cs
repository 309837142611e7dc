using Insights.Web.Hosting.FirstStart;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Brings the schemas up to date without serving, for roll-outs that do it as a step of its own.</summary>
internal sealed class MigrateVerb : IVerb
{
    public string Name => "migrate";

    public string Usage => "";

    public string Summary => "Creates or updates the stores' schemas.";

    public IReadOnlyCollection<string> Options => [];

    public IReadOnlyCollection<string> Switches => [];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        await context.Get<StartUp>().PrepareAsync(cancel);
        context.Output.WriteLine("The stores are up to date.");
        return ExitCode.Done;
    }
}
