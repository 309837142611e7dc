using Insights.Import.Store.Keys;

namespace Insights.Import.Store.Sqlite;

/// <content>Ids that lie on pages: finding, changing and taking out.</content>
internal sealed partial class SqliteWriteSession
{
    /// <summary>The key a run has under this hash, or null.</summary>
    private long? KeyOnPage(Ids of, int run, long idHash)
    {
        var page = Page(of, run, idHash);
        var key = page.Step() ? IdPages.KeyOf(page.Bytes(0), idHash) : null;
        page.Reset();
        return key;
    }

    /// <summary>Gives an id another key.</summary>
    private void PointOnPage(Ids of, long idHash, long from, long to)
    {
        var run = RunOf(of, idHash, from) ?? throw Lost(of);
        if (IdPages.Holds(idHash, to))
        {
            ChangePage(of, run, idHash, to);
            return;
        }

        ChangePage(of, run, idHash, null);
        var number = idHash;
        while (of.Pending.TryGet(number, out _) || Has(of, number))
            number++;
        of.Pending.Set(number, to);
        of.Probed |= number != idHash;
    }

    private void RemoveFromPage(Ids of, long idHash, long key) => ChangePage(of, RunOf(of, idHash, key) ?? throw Lost(of), idHash, null);

    private int? RunOf(Ids of, long idHash, long key)
    {
        for (var run = 0; run < of.Runs; run++)
            if (KeyOnPage(of, run, idHash) == key)
                return run;
        return null;
    }

    private void ChangePage(Ids of, int run, long idHash, long? key)
    {
        var select = Page(of, run, idHash);
        byte[] changed;
        try
        {
            changed = select.Step() ? IdPages.With(select.Bytes(0), idHash, key) : throw Lost(of);
        }
        finally
        {
            select.Reset();
        }

        // Runs are counted by their highest page: one that is taken back whole leaves its number to the next.
        if (changed.Length == 0)
        {
            var delete = Prepare($"DELETE FROM {of.Pages} WHERE number = ?1");
            delete.Number(1, IdPages.Number(run, idHash));
            delete.Statement.Run();
            return;
        }

        var update = Prepare($"UPDATE {of.Pages} SET ids = ?1 WHERE number = ?2");
        update.Blob(1, changed);
        update.Number(2, IdPages.Number(run, idHash));
        update.Statement.Run();
    }

    private SqliteStatement Page(Ids of, int run, long idHash)
    {
        var select = Prepare($"SELECT ids FROM {of.Pages} WHERE number = ?1");
        select.Number(1, IdPages.Number(run, idHash));
        return select.Statement;
    }

    private bool Has(Ids of, long number)
    {
        var select = Prepare($"SELECT 1 FROM {of.Table} WHERE id_hash = ?1");
        select.Number(1, number);
        var has = select.Statement.Step();
        select.Statement.Reset();
        return has;
    }

    private static InvalidOperationException Lost(Ids of) => new($"A row's id is neither in {of.Table} nor on a page; rebuild the store from its files.");
}
