using Insights.Web.Pages.DataHealth;

namespace Insights.Web.Tests.Portal;

/// <summary>Knows every file with certainty, and asks nothing.</summary>
internal sealed class SampleGuide : IImportGuide
{
    public IReadOnlyList<KindView> Kinds =>
        [new("transactions", "Payments and refunds", [new("transaction_id", true, "id", [], "The payment's id.", "pay-1"), new("status", true, "word", ["succeeded", "failed"], "How it ended.", "succeeded")], "transaction_id,status\npay-1,succeeded\n")];

    public IReadOnlyList<FormatView> Formats => [new("stripe-payments-csv", "Stripe payments", "stripe"), new("transactions-csv", "Payments and refunds", "canonical")];

    public bool KnowsEncoding(string name) => name == "windows-1251";

    public IReadOnlyList<SavedMapping> Mappings => [new("own-payments", "Own payments", "transactions", "own", 4)];

    public Task<PreviewView?> PreviewAsync(string importId, int file, CancellationToken cancel = default) => Task.FromResult<PreviewView?>(new PreviewView
    {
        File = "a.csv",
        Title = "Stripe payments",
        Format = "stripe-payments-csv",
        Confidence = 98,
        Source = "stripe",
        Reading = "utf-8, comma",
        Reasons = ["All 6 columns it is known by are there."],
        Columns = [new("id", "transaction_id", ["ch_1"]), new("State", "status", ["paid"])],
        Settings = [new("zone", "Time zone", "UTC", "format")],
        Rows = [new(2, "mapped", [new("transaction", [new("id", "ch_1")])], [])],
    });

    public Task<MappingForm?> SuggestAsync(string importId, int file, string table, string kind, CancellationToken cancel = default) =>
        Task.FromResult<MappingForm?>(new MappingForm { Kind = kind, Name = "Own payments", Fields = new Dictionary<string, FieldForm> { ["transaction_id"] = FieldForm.Empty with { Column = "id" } } });

    public Task<PreviewView?> TryAsync(string importId, int file, string table, MappingForm mapping, CancellationToken cancel = default) => PreviewAsync(importId, file, cancel);

    public Task SaveMappingAsync(MappingForm mapping, CancellationToken cancel = default) => Task.CompletedTask;

    public Task DeleteMappingAsync(string id, CancellationToken cancel = default) => Task.CompletedTask;

    public Task AnswerAsync(string source, string setting, string answer, CancellationToken cancel = default) => Task.CompletedTask;

    public SourceForm Source(string source) => new();

    public Task SaveSourceAsync(string source, SourceForm form, CancellationToken cancel = default) => Task.CompletedTask;
}
