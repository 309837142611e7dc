namespace Insights.Web.Hosting.Verbs;

/// <summary>A verb's words: positional values, options with values, switches. A word that no verb declares is an error with the usage, never ignored.</summary>
internal sealed class VerbArguments
{
    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _switches = new(StringComparer.Ordinal);

    private VerbArguments(IReadOnlyList<string> positional) => Positional = positional;

    public IReadOnlyList<string> Positional { get; }

    public bool Has(string name) => _switches.Contains(name) || _values.ContainsKey(name);

    public string? Value(string name)
    {
        if (!_values.TryGetValue(name, out var values))
            return null;
        return values.Count == 1 ? values[0] : throw new UsageException($"{name} is given {values.Count} times; it takes one value.");
    }

    public string Required(string name) => Value(name) ?? throw new UsageException($"{name} is missing.");

    public IReadOnlyList<string> Values(string name) => _values.TryGetValue(name, out var values) ? values : [];

    /// <exception cref="UsageException">An unknown option, or an option without its value.</exception>
    public static VerbArguments Parse(IEnumerable<string> words, IReadOnlyCollection<string> options, IReadOnlyCollection<string> switches)
    {
        var positional = new List<string>();
        var parsed = new VerbArguments(positional);
        using var word = words.GetEnumerator();
        var onlyPositional = false;
        while (word.MoveNext())
        {
            var text = word.Current;
            if (onlyPositional || !text.StartsWith("--", StringComparison.Ordinal))
            {
                positional.Add(text);
                continue;
            }
            if (text == "--")
            {
                onlyPositional = true;
                continue;
            }
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? text : text[..equals];
            if (switches.Contains(name) && equals < 0)
                parsed._switches.Add(name);
            else if (options.Contains(name))
                parsed.Add(name, equals >= 0 ? text[(equals + 1)..] : word.MoveNext() ? word.Current : throw new UsageException($"{name} needs a value."));
            else
                throw new UsageException($"Unknown option {name}.");
        }
        return parsed;
    }

    private void Add(string name, string value)
    {
        if (!_values.TryGetValue(name, out var values))
            _values.Add(name, values = []);
        values.Add(value);
    }
}

/// <summary>The call's words are off: the message and the usage are printed, exit code 2.</summary>
internal sealed class UsageException(string message) : Exception(message);
