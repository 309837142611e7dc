using Insights.Import.Store;
using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Facts;

namespace Insights.Analytics.Tests.Rollups;

/// <summary>
/// Chunks of random facts around both of 2026's clock changes in March: few ids, so that later chunks change earlier rows, move them to other days
/// and give them other vendors, currencies and members.
/// </summary>
internal sealed class RandomFacts(int seed)
{
    private static readonly string?[] s_vendors = ["acme", "birch", "cedar", null];
    private static readonly string[] s_currencies = ["EUR", "USD", "JPY"];
    private static readonly string?[] s_gateways = ["north", "south", null, "unknown"];
    private static readonly string?[] s_brands = ["visa", "mastercard", null];
    private static readonly string?[] s_priorities = ["urgent", "normal", null];
    private static readonly string?[] s_customers = ["ann", "bob", "cat", "dan", "eve", null];
    private static readonly string[] s_states = ["needs_response", "challenged", "won", "lost", "accepted", "expired", "withdrawn"];
    private static readonly string[] s_statuses = ["new", "open", "pending", "on_hold", "solved", "closed"];

    private readonly Random _random = new(seed);
    private DateTime _version = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    public void Fill(FactChunk chunk, int size = 12)
    {
        _version = _version.AddMinutes(1);
        foreach (var id in Ids(size, 60))
            chunk.Transactions.Add(new(Transaction(id), Pick(s_vendors)));
        foreach (var id in Ids(size / 2, 30))
            chunk.Chargebacks.Add(new(Dispute(id), Pick(s_vendors)));
        foreach (var id in Ids(size / 2, 25))
            chunk.Tickets.Add(new(Ticket(id), Pick(s_vendors)));
        for (var i = 0; i < size; i++)
            chunk.TicketEvents.Add(Event());
        for (var i = 0; i < size / 2; i++)
            chunk.ChargebackEvents.Add(Stage());
    }

    /// <summary>Policies and a calendar, one of two versions: a change of them is a change of every clock.</summary>
    public static void Rules(FactChunk chunk, int version)
    {
        chunk.Calendars.Add(new BusinessCalendar
        {
            Code = "office",
            Version = version,
            Name = "Office",
            ValidFrom = version == 1 ? null : new DateTime(2026, 3, 20, 0, 0, 0, DateTimeKind.Utc),
            DefinitionJson = "{\"code\":\"office\",\"version\":" + version + ",\"timezone\":\"Europe/Berlin\",\"hours\":{\"mon\":[[\"09:00\",\"17:00\"]],\"wed\":[[\"09:00\",\"17:00\"]],\"fri\":[[\"08:00\",\"12:00\"]]}}",
        });
        chunk.Policies.Add(new SlaPolicy
        {
            Code = "all",
            Version = version,
            Name = "All",
            Position = 1,
            DefinitionJson = "{\"code\":\"all\",\"version\":" + version + ",\"match\":{\"priority\":[\"urgent\",\"normal\"]},\"calendar\":\"office\",\"hours\":\"business\",\"targets\":{\"first_reply_time\":"
                + (3600 * version) + ",\"total_resolution_time\":28800}}",
        });
    }

    private Transaction Transaction(string id) => new()
    {
        ExternalId = "tx" + id,
        Kind = _random.Next(5) == 0 ? "refund" : _random.Next(12) == 0 ? "payout" : "charge",
        Status = Pick(["succeeded", "succeeded", "failed", "pending", "canceled"]),
        OccurredAt = Instant(),
        AmountMinor = _random.Next(1, 100_000),
        Currency = Pick(s_currencies),
        Gateway = Pick(s_gateways),
        Brand = Pick(s_brands),
        Method = Pick(["card", "wallet"]),
        Country = Pick(["DE", "FR"]),
        CustomerCountry = Pick(["DE", "FR", null]),
        FailureCause = Pick(["gateway_error", null]),
        CustomerRef = Pick(s_customers),
        CardFingerprint = Pick(["fp1", "fp2", null]),
        OrderRef = Pick(["o1", "o2", null]),
        OriginalRef = _random.Next(3) == 0 ? "tx" + _random.Next(60) : null,
        RefundExtent = Pick(["full", "partial", null]),
        ThreeDs = Pick(["authenticated", "not_used", null]),
        VersionAt = _version,
        Line = 2,
    };

    private Chargeback Dispute(string id)
    {
        var opened = Instant();
        var state = Pick(s_states);
        var isDispute = _random.Next(6) != 0;
        if (!isDispute && opened.Minute % 2 == 0)
            state = "fraud_notice";
        return new()
        {
            ExternalId = "dp" + id,
            OpenedAt = opened,
            ChargedAt = _random.Next(4) == 0 ? null : opened.AddDays(-_random.Next(1, 40)),
            DecidedAt = state is "needs_response" or "challenged" ? null : opened.AddDays(_random.Next(1, 20)),
            EvidenceSubmittedAt = _random.Next(2) == 0 ? null : opened.AddDays(1),
            State = state,
            IsDispute = isDispute,
            ReasonGroup = (opened.Minute % 3) switch { 0 => "fraud", 1 => "consumer_dispute", _ => null },
            AmountMinor = _random.Next(1, 50_000),
            Currency = Pick(s_currencies),
            FeeMinor = 1500,
            FeeReturnedMinor = _random.Next(2) * 1500,
            RecoveredMinor = _random.Next(100),
            Network = Pick(s_brands),
            ReasonCategory = Pick(["fraudulent", "duplicate", null]),
            TransactionRef = _random.Next(4) == 0 ? null : "tx" + _random.Next(60),
            CustomerRef = Pick(s_customers),
            EvidenceDueAt = _random.Next(3) == 0 ? null : opened.AddDays(_random.Next(1, 20)),
            OutcomeIsProvisional = _random.Next(5) == 0,
            Country = Pick(["DE", null]),
            VersionAt = _version,
            Line = 2,
        };
    }

    private Ticket Ticket(string id) => new()
    {
        ExternalId = "tk" + id,
        CreatedAt = Instant(),
        Status = Pick(s_statuses),
        Priority = Pick(s_priorities),
        Channel = Pick(["email", "chat"]),
        Team = Pick(["EMEA, payments", null]),
        CustomerRef = Pick(s_customers),
        TransactionRef = _random.Next(3) == 0 ? "tx" + _random.Next(60) : null,
        MergedInto = _random.Next(10) == 0 ? "tk1" : null,
        Category = Pick(["refund", "failed_payment", "something else", null]),
        Subject = Pick(["Still no refund for A-1", "Refund promised weeks ago, A-2", "Error gateway_timeout when paying", "Checkout error: gateway_timeout", "A word about the weather", null]),
        Tags = Pick(["refund_late", "charged_twice vip", null]),
        Satisfaction = Pick(["good", "bad", "offered", null]),
        VersionAt = _version,
        Line = 2,
    };

    private ChargebackEvent Stage() => new()
    {
        ChargebackRef = "dp" + _random.Next(30),
        EventId = "s" + _random.Next(1_000),
        OccurredAt = Instant(),
        State = Pick([.. s_states, "fraud_notice", "pre_arbitration"]),
        Line = 3,
    };

    private TicketEvent Event()
    {
        var kind = Pick(["created", "comment", "comment", "status", "status", "priority"]);
        return new()
        {
            TicketRef = "tk" + _random.Next(25),
            EventId = "e" + _random.Next(1_000_000),
            OccurredAt = Instant(),
            Kind = kind,
            ActorKind = Pick(["customer", "agent", "bot"]),
            IsPublic = _random.Next(4) != 0,
            Value = kind switch { "created" => "new", "status" => Pick(s_statuses), "priority" => Pick(s_priorities), _ => null },
            Line = 3,
        };
    }

    private DateTime Instant() => new DateTime(2026, 3, 5, 0, 0, 0, DateTimeKind.Utc).AddMinutes(_random.Next(26 * 24 * 60));

    private IEnumerable<string> Ids(int count, int among) => Enumerable.Range(0, count).Select(_ => _random.Next(among).ToString(System.Globalization.CultureInfo.InvariantCulture)).Distinct();

    private T Pick<T>(IReadOnlyList<T> values) => values[_random.Next(values.Count)];
}
