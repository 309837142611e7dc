using System.Diagnostics;
using Insights.Benchmarks.Patterns;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Insights.Benchmarks.Payments;

/// <summary>Lists what a screen asks the store and how long each answer takes, for whoever looks for the slow one (SQL=1).</summary>
internal sealed class SqlTold : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<(double Ms, string Sql)> _told = [];
    private readonly List<IDisposable> _subscriptions = [];

    public static SqlTold Listen()
    {
        var told = new SqlTold();
        told._subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(told));
        return told;
    }

    public void Clear() => _told.Clear();

    public void Tell(Took took)
    {
        Console.WriteLine(FormattableString.Invariant($"  {took.Wall * 1000:0.0} ms, {_told.Count} questions, {_told.Sum(one => one.Ms):0.0} ms of them"));
        foreach (var (ms, sql) in _told.Where(one => one.Ms >= 1).OrderByDescending(one => one.Ms).Take(12))
            Console.WriteLine(FormattableString.Invariant($"  {ms:0.0}: {string.Join(' ', sql.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}"));
    }

    void IObserver<DiagnosticListener>.OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.EntityFrameworkCore")
            _subscriptions.Add(value.Subscribe(this));
    }

    void IObserver<KeyValuePair<string, object?>>.OnNext(KeyValuePair<string, object?> value)
    {
        // The reader is disposed when all rows have come: SQLite answers row by row.
        if (value.Value is DataReaderDisposingEventData closing)
            _told.Add((closing.Duration.TotalMilliseconds, closing.Command.CommandText));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose() => _subscriptions.ForEach(one => one.Dispose());
}
