using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Web.Portal.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class SubscriptionViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "PausedBecause",
                table: "subscriptions",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "ViewId",
                table: "subscriptions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_subscriptions_ViewId",
                table: "subscriptions",
                column: "ViewId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_subscriptions_ViewId",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "PausedBecause",
                table: "subscriptions");

            migrationBuilder.DropColumn(
                name: "ViewId",
                table: "subscriptions");
        }
    }
}
