using Insights.SampleData.Planting;
using Insights.SampleData.Simulation;
using Insights.SampleData.World;
using Insights.SampleData.Writing;

namespace Insights.SampleData;

/// <summary>
/// Writes the story of a marketplace as the files its payment providers and help desks would export. The world is walked day by day and written as it goes:
/// memory holds one day and what is already decided about later ones.
/// </summary>
public static class SampleDataGenerator
{
    /// <summary>Writes the files into <paramref name="folder"/> (created; files of an earlier run are replaced) and tells what was planted.</summary>
    public static Task<SampleSummary> WriteAsync(SampleOptions options, string folder, IProgress<string>? progress, CancellationToken cancel) =>
        Task.Run(() => Write(options, folder, progress, cancel), cancel);

    private static SampleSummary Write(SampleOptions options, string folder, IProgress<string>? progress, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var truthFolder = Path.Combine(folder, "truth");
        Directory.CreateDirectory(truthFolder);

        var (transactions, contacts) = options.Scale switch
        {
            Scale.Demo => (options.Transactions ?? 75_000, 1.0),
            // Real marketplaces hear from one customer in ten; the demo's desks are busier so that a small world still fills its screens.
            Scale.OneMillion => (options.Transactions ?? 1_000_000, 0.5),
            Scale.TenMillion => (options.Transactions ?? 10_000_000, 0.5),
            _ => throw new ArgumentOutOfRangeException(nameof(options), options.Scale, "Scales are demo, 1m and 10m."),
        };

        var story = new Story(options);
        var plan = new Plan(story);
        // Retries and refunds make about 1.1 rows of an order.
        var demand = new Demand(story, transactions / 1.0965);
        var vendors = Vendor.All(options.Null, demand.Orders);
        var desks = Desk.All(story);
        var ids = new Ids(story.Seed);

        var movements = new Schedule<Movement>(story);
        var contacted = new Schedule<Contact>(story);
        var disputed = new Schedule<Dispute>(story);
        var aftermath = new Aftermath(story, plan, contacts, movements, contacted, disputed);
        var orders = new Orders(story, plan, demand, movements, aftermath);
        aftermath.Orders = orders;
        var helpDesks = new HelpDesks(story, plan, desks, contacted);

        string In(string name) => Path.Combine(folder, name);
        var files = new List<string> { In("vendors.csv"), In("agents.csv"), In("calendars.json"), In("sla-policies.json"), In("fx-rates.csv") };
        SettingsFiles.Vendors(files[0], vendors);
        SettingsFiles.Agents(files[1], desks);
        SettingsFiles.Calendars(files[2], desks);
        SettingsFiles.Policies(files[3], desks);
        SettingsFiles.Rates(files[4], story);

        using var payments = new CanonicalPayments(In("transactions.csv"), ids);
        using var disputes = new CanonicalDisputes(In("chargebacks.csv"), In("chargeback-events.csv"), ids);
        using var tickets = new CanonicalTickets(In("tickets.csv"), In("ticket-events.csv"), ids);
        var stripe = vendors.Any(v => v.OnStripe) ? new StripeFiles(In("stripe-payments.csv"), In("stripe-disputes.csv"), ids) : null;
        var zendesk = story.Planted ? new ZendeskExport(In("zendesk-tickets.ndjson"), ids) : null;
        using (stripe)
        using (zendesk)
        {
            for (var day = 0; day < story.Days; day++)
            {
                cancel.ThrowIfCancellationRequested();
                foreach (var vendor in vendors)
                    orders.Of(vendor, day);
                if (story.Planted && day == story.DayOf(plan.CardTesting.From))
                    orders.TestCards(vendors.First(v => v.Code == Plan.CardTestingVendor), transactions / 75_000.0);
                if (story.Date(day).Day == 3)
                    PayOut(story, orders, vendors, movements, day);

                foreach (var movement in InOrder(movements.Take(day), m => m.At, m => m.Number))
                {
                    if (movement.Vendor.OnStripe)
                        stripe!.Write(movement);
                    else
                        payments.Write(movement);
                }
                foreach (var dispute in InOrder(disputed.Take(day), d => d.OpenedAt, d => d.Number))
                {
                    if (dispute.Charge.Vendor.OnStripe)
                        stripe!.Write(dispute, story.Now);
                    else
                        disputes.Write(dispute);
                }
                foreach (var contact in InOrder(contacted.Take(day), c => c.At, c => c.Tie))
                {
                    foreach (var ticket in helpDesks.Answer(contact))
                    {
                        if (zendesk is not null && ticket.Contact.Customer.Country.Region == Region.Americas)
                            zendesk.Write(ticket);
                        else
                            tickets.Write(ticket);
                    }
                }
                if (story.Date(day).Day == 1)
                    progress?.Report(FormattableString.Invariant($"Writing {story.Date(day):MMMM uuuu}"));
            }
        }

        // Payments before what refers to them, so that disputes and tickets find their vendor at once.
        files.Add(In("transactions.csv"));
        if (stripe is not null)
            files.Add(In("stripe-payments.csv"));
        if (story.Planted && options.Scale == Scale.Demo)
        {
            LateCorrections.Write(In("transactions-late.csv"), story);
            files.Add(In("transactions-late.csv"));
        }
        files.AddRange([In("chargebacks.csv"), In("chargeback-events.csv")]);
        if (stripe is not null)
            files.Add(In("stripe-disputes.csv"));
        files.AddRange([In("tickets.csv"), In("ticket-events.csv")]);
        if (zendesk is not null)
            files.Add(In("zendesk-tickets.ndjson"));

        var patterns = plan.Patterns();
        var truth = Path.Combine(truthFolder, "truth.json");
        TruthFile.Write(truth, story, patterns);
        return new(folder, files, truth, payments.Rows + (stripe?.Rows ?? 0), tickets.Rows + (zendesk?.Rows ?? 0), tickets.EventRows + (zendesk?.EventRows ?? 0),
            disputes.Rows + (stripe?.DisputeRows ?? 0), disputes.EventRows, patterns);
    }

    // Movements that are no sales and no refunds: no ratio may count them.
    private static void PayOut(Story story, Orders orders, IReadOnlyList<Vendor> vendors, Schedule<Movement> movements, int day)
    {
        foreach (var vendor in vendors.Where(v => !v.OnStripe))
        {
            var currency = vendor.Home?.Currency ?? Currency.Eur;
            var at = story.At(day) + (6 * 3600) + (vendor.Rank * 60);
            movements.Add(at, orders.Payout(vendor, at, currency, currency.Minor(vendor.PriceEuros * 90)));
        }
    }

    private static List<T> InOrder<T>(List<T> items, Func<T, long> at, Func<T, ulong> tie)
    {
        items.Sort((a, b) => at(a).CompareTo(at(b)) is var order && order != 0 ? order : tie(a).CompareTo(tie(b)));
        return items;
    }
}
