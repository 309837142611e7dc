using Insights.Migrations;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: dotnet run --project tools/migrations -- NAME CONTEXT");
    Console.Error.WriteLine("NAME      the migration, in CamelCase: AddTicketLanguage");
    Console.Error.WriteLine("CONTEXT   " + string.Join(" | ", Contexts.All.Select(target => target.Name)) + " | all, or the front of some names: reporting");
    return 2;
}

var root = new DirectoryInfo(Directory.GetCurrentDirectory());
while (root is not null && !File.Exists(Path.Combine(root.FullName, "Insights.sln")))
    root = root.Parent;
if (root is null)
{
    Console.Error.WriteLine("Run it inside the repository: no folder above holds Insights.sln.");
    return 2;
}

var targets = Contexts.All.Where(target => args[1] == "all" || target.Name.StartsWith(args[1], StringComparison.Ordinal)).ToList();
if (targets.Count == 0)
{
    Console.Error.WriteLine("No context is named " + args[1] + ".");
    return 2;
}

foreach (var target in targets)
    Console.WriteLine(target.Name + ": " + Scaffold.Add(target, args[0], root.FullName));
return 0;
