using System.Runtime.InteropServices;
using Insights.Import.Store.Facts;
using Insights.Import.Store.Keys;

namespace Insights.Import.Store.Writing;

/// <summary>
/// Disputes, tickets and refunds take their vendor (disputes the charge date too) from the charge they refer to, in whichever order they arrive.
/// A dispute's and a refund's charge lies in the same source; a ticket's in its own source or else in the first other one that has it,
/// because help desks and providers are different sources.
/// </summary>
internal sealed class ChargeFollowing(ChunkContext context)
{
    /// <summary>As <see cref="ChargeFollower.Takes"/>.</summary>
    public const int TakesVendor = 1;
    public const int TakesDate = 2;

    private readonly List<long> arrived = [];
    private bool? anyFollowers;
    private int[]? sources;

    /// <summary>Charges that are new or changed in this chunk.</summary>
    public void Arrived(long refHash) => arrived.Add(refHash);

    /// <summary>Fills vendor and charge date of arriving followers as far as the charge is known, and notes what each row takes.</summary>
    public void Complete<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> followers) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var lookups = new Lookup[followers.Length];
        for (var n = 0; n < lookups.Length; n++)
        {
            ref var row = ref rows[followers[n]];
            row.Takes = (row.NamedVendor == 0 ? TakesVendor : 0) | (TShape.LacksChargeDate(row.Row) ? TakesDate : 0);
            lookups[n] = new Lookup { SourceId = row.Row.SourceId, Ref = TShape.ChargeOf(row.Row)! };
        }

        FindCharges(lookups, anySource: typeof(T) == typeof(Ticket));
        for (var n = 0; n < lookups.Length; n++)
        {
            ref var row = ref rows[followers[n]];
            ref var charge = ref lookups[n].Answer;
            row.Row.VendorId = (row.Takes & TakesVendor) == 0 ? row.NamedVendor : charge.Found ? charge.VendorId : 0;
            if ((row.Takes & TakesDate) != 0)
                TShape.SetChargeDate(row.Row, charge.Found ? UnixTime.FromSeconds(charge.Date) : null);
        }
    }

    /// <summary>Keeps the list of followers equal to the rows just written.</summary>
    public void Record<T, TShape>(Candidate<T>[] rows, ReadOnlySpan<int> written) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var gone = new List<ChargeFollower>();
        var come = new List<ChargeFollower>();
        foreach (var i in written)
        {
            ref var row = ref rows[i];
            if (row.Action != FactAction.Insert && row.Old.ChargeRef is { Length: > 0 } before)
                gone.Add(new ChargeFollower { ChargeHash = FactKey.RefHash(before), FactKind = TShape.Kind, FactKey = row.Old.Key });
            if (row.Takes != 0)
                come.Add(new ChargeFollower { ChargeHash = FactKey.RefHash(TShape.ChargeOf(row.Row)!), FactKind = TShape.Kind, FactKey = row.Key, Takes = row.Takes });
        }

        if (gone.Count > 0)
            context.Session.Delete("charge_followers", ["charge_hash", "fact_kind", "fact_key"], gone, (row, sink) =>
            {
                sink.Int64(row.ChargeHash);
                sink.Int32(row.FactKind);
                sink.Int64(row.FactKey);
            });
        if (come.Count == 0)
            return;
        anyFollowers = true;
        come.Sort((one, other) => one.ChargeHash.CompareTo(other.ChargeHash));
        context.Session.Upsert(
            "charge_followers",
            ["charge_hash", "fact_kind", "fact_key", "takes"],
            "(charge_hash, fact_kind, fact_key) DO UPDATE SET takes = excluded.takes",
            come,
            (row, sink) =>
            {
                sink.Int64(row.ChargeHash);
                sink.Int32(row.FactKind);
                sink.Int64(row.FactKey);
                sink.Int32(row.Takes);
            });
    }

    /// <summary>Passes what arrived on to its followers, and theirs, until nothing changes any more.</summary>
    public void Propagate()
    {
        anyFollowers ??= arrived.Count > 0 && context.Session.AnyFollowers();
        if (anyFollowers == false)
            return;
        for (var round = 0; arrived.Count > 0; round++)
        {
            // A chain of refunds of refunds is short; only references in a circle would go on for ever.
            if (round == 100)
                return;
            arrived.Sort();
            var followers = context.Session.FollowersOf(arrived.Distinct().ToList());
            arrived.Clear();
            Update<Transaction, TransactionShape>(followers);
            Update<Ticket, TicketShape>(followers);
            Update<Chargeback, ChargebackShape>(followers);
        }
    }

    private void Update<T, TShape>(List<ChargeFollower> all) where T : class, IFact where TShape : struct, IFactShape<T>
    {
        var takes = new Dictionary<long, int>();
        foreach (var follower in all)
            if (follower.FactKind == TShape.Kind)
                takes[follower.FactKey] = follower.Takes;
        if (takes.Count == 0)
            return;

        var stored = context.Session.Load<T, TShape>(takes.Keys.Order().ToList());
        var lookups = stored.Select(row => new Lookup { SourceId = row.SourceId, Ref = row.ChargeRef ?? "" }).ToArray();
        FindCharges(lookups, anySource: typeof(T) == typeof(Ticket));

        var changes = new List<Derived>();
        for (var n = 0; n < lookups.Length; n++)
        {
            ref var row = ref CollectionsMarshal.AsSpan(stored)[n];
            ref var charge = ref lookups[n].Answer;
            var taken = takes[row.Key];
            var vendor = (taken & TakesVendor) == 0 ? row.VendorId : charge.Found ? charge.VendorId : 0;
            var charged = (taken & TakesDate) == 0 ? row.Charged : charge.Found ? charge.Date : Stored.None;
            if (vendor == row.VendorId && charged == row.Charged)
                continue;
            changes.Add(new Derived(row.Key, row.VendorId, vendor, (taken & TakesDate) != 0, charged));
            context.Marks.Fact<T, TShape>(ref row);
            if (TShape.HasDisputeDates)
                context.Marks.ChargeDate(charged);
            if (typeof(T) == typeof(Transaction))
                arrived.Add(FactKey.RefHash(row.ExternalId));
        }

        if (changes.Count > 0)
            context.Session.Derive<T, TShape>(changes);
    }

    private void FindCharges(Lookup[] lookups, bool anySource)
    {
        context.Session.Find<Transaction, TransactionShape>(lookups);
        if (!anySource)
            return;

        // Source by source in the order they were set up: the first that has the charge wins, whatever arrived first.
        foreach (var source in sources ??= AllSources())
        {
            var open = new List<int>();
            for (var n = 0; n < lookups.Length; n++)
                if (!lookups[n].Answer.Found && lookups[n].Ref.Length > 0)
                    open.Add(n);
            if (open.Count == 0)
                return;
            var asked = open.Select(n => new Lookup { SourceId = source, Ref = lookups[n].Ref }).ToArray();
            context.Session.Find<Transaction, TransactionShape>(asked);
            for (var n = 0; n < asked.Length; n++)
                lookups[open[n]].Answer = asked[n].Answer;
        }
    }

    private int[] AllSources()
    {
        using var command = context.Session.Connection.CreateCommand();
        command.Transaction = context.Session.Transaction;
        command.CommandText = "SELECT id FROM sources ORDER BY id";
        using var reader = command.ExecuteReader();
        var ids = new List<int>();
        while (reader.Read())
            ids.Add(reader.GetInt32(0));
        return [.. ids];
    }
}
