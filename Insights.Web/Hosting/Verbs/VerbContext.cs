using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Insights.Web.Hosting.Verbs;

/// <summary>What a verb works with: the services, and where it writes. Results go to standard output, progress and errors to standard error.</summary>
internal sealed class VerbContext(IServiceProvider services, TextWriter output, TextWriter error, bool json, bool interactive)
{
    // Relaxed: the text goes to a terminal or a file, never into a page.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public IServiceProvider Services { get; } = services;

    public TextWriter Output { get; } = output;

    public TextWriter Error { get; } = error;

    /// <summary>Machines read the output: one JSON value and nothing else.</summary>
    public bool Json { get; } = json;

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();

    public void WriteJson(JsonNode value) => Output.WriteLine(value.ToJsonString(Indented));

    /// <summary>A line that is overwritten on a terminal, and left out where no person watches.</summary>
    public TerminalProgress Progress() => new(Error, interactive && !Json);
}

/// <summary>One live line on a terminal.</summary>
internal sealed class TerminalProgress(TextWriter error, bool live) : IProgress<string>, IDisposable
{
    private readonly object _gate = new();
    private int _width;

    public void Report(string value)
    {
        if (!live)
            return;
        lock (_gate)
        {
            error.Write("\r" + value.PadRight(_width));
            _width = value.Length;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_width > 0)
                error.Write("\r" + new string(' ', _width) + "\r");
            _width = 0;
        }
    }
}
