using System.Collections;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Benchmarks.Excel;

/// <summary>Rows of a transactions table, made while they are read: nothing is held, so that memory measured is the writer's own.</summary>
internal sealed class GeneratedRows(int count) : IReadOnlyList<IReadOnlyList<Cell>>
{
    private static readonly string[] Vendors = [.. Enumerable.Range(1, 24).Select(i => $"Vendor number {i}")];
    private static readonly string[] Causes = ["insufficient_funds", "expired_method", "wrong_details", "issuer_declined", "gateway_error"];
    private static readonly LocalDate First = new(2025, 5, 1);
    private static readonly Instant Start = Instant.FromUtc(2025, 5, 1, 0, 0);

    public static readonly IReadOnlyList<Column> Columns =
    [
        new("id", "Payment", ColumnKind.Text), new("vendor", "Vendor", ColumnKind.Text), new("at", "At", ColumnKind.Moment), new("day", "Day", ColumnKind.Date),
        new("amount", "Amount", ColumnKind.Money), new("fee", "Fee", ColumnKind.Money), new("cause", "Cause", ColumnKind.Text), new("items", "Items", ColumnKind.Count),
        new("share", "Share", ColumnKind.Share), new("took", "Took", ColumnKind.Duration), new("order", "Order", ColumnKind.Text), new("country", "Country", ColumnKind.Text),
    ];

    public int Count => count;

    public IReadOnlyList<Cell> this[int i]
    {
        get
        {
            // A fixed multiplicative scramble: varied, repeatable, no state.
            var x = unchecked((uint)i * 2654435761u);
            return
            [
                new Cell.Text(string.Create(null, stackalloc char[32], $"ch_{x:x8}{i:x8}")),
                new Cell.Text(Vendors[x % 24]),
                new Cell.Moment(Start.Plus(Duration.FromSeconds(i * 90L))),
                new Cell.Date(First.PlusDays(i / 1000)),
                new Cell.Money(x % 100_000, "EUR"),
                new Cell.Money(x % 400, "EUR"),
                new Cell.Text(Causes[x % 5]),
                new Cell.Count(x % 12),
                new Cell.Share(x % 100, 100),
                new Cell.Duration(x % 400_000),
                new Cell.Text(string.Create(null, stackalloc char[32], $"order {i}")),
                new Cell.Text(x % 3 == 0 ? "DE" : "FR"),
            ];
        }
    }

    public IEnumerator<IReadOnlyList<Cell>> GetEnumerator()
    {
        for (var i = 0; i < count; i++)
            yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static ReportDocument Document(int count) => new()
    {
        Id = "payments",
        Title = "Payments",
        Headline = "All payments",
        Sections = [new Section { Id = "rows", Title = "Rows", Wide = true, Blocks = [new Block.DataTable(new Table { Id = "rows", Title = "Payments", Columns = Columns, Rows = new GeneratedRows(count) })] }],
        Filters = [],
        WorkspaceName = "Benchmark",
        Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"],
        AsOf = Start,
        MadeAt = Start,
        Scope = "All vendors",
    };
}
