using System.Text.Json.Nodes;
using Insights.Web.Access;
using Insights.Web.Hosting.FirstStart;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Adds people and resets passwords from the terminal. A password is never typed here: the answer is a one-time link.</summary>
internal sealed class UserVerb : IVerb
{
    public string Name => "user";

    public string Usage => "add NAME --role administrator|support-lead|executive|vendor [--vendor CODE] [--display NAME] | reset NAME  [--json]";

    public string Summary => "Adds a person, or resets a password; prints the one-time link by which the person chooses one.";

    public IReadOnlyCollection<string> Options => ["--role", "--vendor", "--display"];

    public IReadOnlyCollection<string> Switches => [];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Positional is not [var action and ("add" or "reset"), var name])
            throw new UsageException("Say add or reset, and the person's name.");
        await context.Get<StartUp>().PrepareAsync(cancel);
        await using var scope = context.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<UserAccounts>();

        string link;
        if (action == "add")
        {
            var role = arguments.Required("--role");
            var made = await accounts.AddAsync(name, arguments.Value("--display") ?? name, role, arguments.Value("--vendor"), cancel);
            if (made.Error is not null)
            {
                context.Error.WriteLine(made.Error);
                return ExitCode.Failed;
            }
            link = made.Value!;
        }
        else
        {
            if (await accounts.FindByNameAsync(name) is not { } user)
            {
                context.Error.WriteLine($"There is no person '{name}'.");
                return ExitCode.Failed;
            }
            link = await accounts.ResetAsync(user.Id, cancel);
        }

        var address = (context.Get<InsightsOptions>().PublicUrl ?? "http://localhost:5080").TrimEnd('/');
        if (context.Json)
            context.WriteJson(new JsonObject { ["user"] = name, ["link"] = address + link });
        else
            context.Output.WriteLine($"One-time link for {name}, works for three days: {address}{link}");
        return ExitCode.Done;
    }
}
