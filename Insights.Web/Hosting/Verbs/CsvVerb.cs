using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Import;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Reads delimited files with the import's reader and writes them as clean CSV: to look at what an import would see, or to mend a file.</summary>
internal sealed class CsvVerb : IVerb
{
    public string Name => "csv";

    public string Usage => "read FILE… [--out FILE|FOLDER] [--encoding NAME] [--delimiter TEXT] [--quote CHAR] [--escape CHAR] [--header-line N] [--header-rows N] [--table N|all]";

    public string Summary => "Reads any delimited file and writes its table as clean CSV (RFC 4180); how it was read goes to the error output.";

    public IReadOnlyCollection<string> Options => ["--out", "--encoding", "--delimiter", "--quote", "--escape", "--header-line", "--header-rows", "--table"];

    public IReadOnlyCollection<string> Switches => [];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Positional.Count < 2 || arguments.Positional[0] != "read")
            throw new UsageException("Say read and at least one file.");
        var files = arguments.Positional.Skip(1).ToList();
        foreach (var file in files.Where(f => !File.Exists(f)))
            throw new UsageException($"There is no file '{file}'.");
        var target = arguments.Value("--out");
        if (files.Count > 1 && (target is null || !Directory.Exists(target)))
            throw new UsageException("Several files need --out with a folder that exists.");

        foreach (var file in files)
        {
            var request = new CsvConversionRequest
            {
                Path = file,
                Encoding = arguments.Value("--encoding"),
                Delimiter = Unescaped(arguments.Value("--delimiter")),
                Quote = Unescaped(arguments.Value("--quote")),
                Escape = Unescaped(arguments.Value("--escape")),
                FirstLine = Number(arguments, "--header-line"),
                HeaderRows = Number(arguments, "--header-rows"),
                Table = arguments.Value("--table") == "all" ? null : Number(arguments, "--table") ?? 1,
            };
            await using var output = Open(target, file);
            Tell(CsvConversion.Run(request, output, cancel), file, context);
        }

        return ExitCode.Done;
    }

    private static Stream Open(string? target, string file)
    {
        if (target is null)
            return Console.OpenStandardOutput();
        var path = Directory.Exists(target) ? Path.Combine(target, Path.GetFileName(file)) : target;
        if (Path.GetFullPath(path) == Path.GetFullPath(file))
            throw new UsageException("The file would be written over itself. Name another one with --out.");
        return File.Create(path);
    }

    private static void Tell(CsvConversionReport report, string file, VerbContext context)
    {
        if (context.Json)
        {
            context.Error.WriteLine(new JsonObject
            {
                ["file"] = file,
                ["encoding"] = report.Encoding,
                ["dialect"] = report.Dialect,
                ["tables"] = report.Tables,
                ["records"] = report.Records,
                ["remarks"] = new JsonArray([.. report.Remarks.Select(r => (JsonNode)new JsonObject { ["line"] = r.Line, ["text"] = r.Text })]),
            }.ToJsonString());
            return;
        }

        context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {report.Encoding} · {report.Dialect} · {report.Records:N0} records{(report.Tables > 1 ? $" of the table asked for; the file holds {report.Tables} (--table)" : "")}"));
        foreach (var (line, text) in report.Remarks)
            context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  line {line}: {text}"));
        if (report.RemarksInAll > report.Remarks.Count)
            context.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  … and {report.RemarksInAll - report.Remarks.Count:N0} remarks more"));
    }

    /// <summary>Shells make a tab hard to type.</summary>
    private static string? Unescaped(string? text) => text switch
    {
        "\\t" or "tab" => "\t",
        "none" => "",
        _ => text,
    };

    private static int? Number(VerbArguments arguments, string name) => arguments.Value(name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 => number,
        _ => throw new UsageException($"{name} is a number from 1."),
    };
}
