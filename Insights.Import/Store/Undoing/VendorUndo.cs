using Insights.Import.Store.Dimensions;
using Insights.Import.Store.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Insights.Import.Store.Undoing;

/// <summary>
/// Takes some files' versions of vendors out, after all facts: a vendor that no file names any more goes, one that another file's rows name
/// is what they made it. Its id is kept aside, because people's memberships refer to it.
/// </summary>
internal sealed class VendorUndo(UndoFiles files, StoreDatabase database) : DimensionUndo<Vendor, VendorDimension>(files, database)
{
    protected override void Remove(ReportingDbContext reporting, Vendor row, UndoTally tally)
    {
        var naming = reporting.Set<VendorFile>().Where(mention => mention.VendorId == row.Id && !Files.Ids.Contains(mention.FileId)).Select(mention => (int?)mention.FileId).Min();
        if (naming is not null || HasFacts(reporting, row.Id))
        {
            (row.Name, row.Country, row.FileId) = (row.Code, null, naming);
            return;
        }

        var folded = row.Code.ToUpperInvariant();
        var retired = reporting.Set<RetiredVendor>().Find(folded);
        if (retired is null)
            reporting.Add(new RetiredVendor { CodeFolded = folded, VendorId = row.Id });
        else
            retired.VendorId = row.Id;
        reporting.Remove(row);
    }

    /// <summary>Never so while every writer names its vendors; asked because a fact whose vendor is gone would be nobody's.</summary>
    private static bool HasFacts(ReportingDbContext reporting, int vendorId) =>
        reporting.FactsOf<Facts.Transaction>(vendorId).Any() || reporting.FactsOf<Facts.Ticket>(vendorId).Any() || reporting.FactsOf<Facts.Chargeback>(vendorId).Any();
}
