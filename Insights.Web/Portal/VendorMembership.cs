namespace Insights.Web.Portal;

/// <summary>
/// Which vendor a vendor's person belongs to. The vendor is named by its code, not by its id in the reporting store: a store that is rebuilt
/// may number vendors anew, and a number would then open another vendor's world.
/// </summary>
internal sealed class VendorMembership
{
    public int UserId { get; set; }

    public string VendorCode { get; set; } = "";
}
